// Generated from the schemas of events: npm run events:record.
import { codePoints, formats } from "../formats.ts";

const telemetryV1 = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:event-platform:events:telemetry:v1:sent","title":"Telemetry event, version 1","description":"Measurements of one device at one moment.","type":"object","required":["event_id","event_type","device_id","event_ts","payload"],"additionalProperties":false,"properties":{"event_id":{"format":"uuid","description":"Unique per event and the same whenever the event is sent again: what duplicates are told by.","type":"string"},"event_type":{"const":"telemetry"},"device_id":{"format":"device-id","description":"The device that the event is of.","type":"string"},"event_ts":{"format":"date-time","description":"When it happened, by the device's clock.","type":"string"},"schema_version":{"description":"Major version of this schema.","const":"1"},"payload":{"type":"object","required":["measurements"],"additionalProperties":false,"properties":{"measurements":{"description":"Numbers by the name of what was measured; what was not measured is left out.","type":"object","minProperties":1,"maxProperties":64,"propertyNames":{"format":"name","description":"Name of an entry. No name that JavaScript gives a meaning of its own.","type":"string"},"additionalProperties":{"type":"number"}},"original_ts":{"format":"date-time","description":"When it really happened, where old data is played again as if it were of today.","type":"string"},"attributes":{"description":"What else there is to say, by name. Nothing that tells of a person.","type":"object","maxProperties":32,"propertyNames":{"format":"name","description":"Name of an entry. No name that JavaScript gives a meaning of its own.","type":"string"},"additionalProperties":{"type":["string","number","boolean"],"maxLength":256}}}}}};
const formats0 = formats.uuid;
const formats2 = formats["device-id"];
const formats4 = formats["date-time"];
const formats6 = formats.name;
const func1 = codePoints;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:event-platform:events:telemetry:v1:sent" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.event_id === undefined) && (missing0 = "event_id")) || ((data.event_type === undefined) && (missing0 = "event_type"))) || ((data.device_id === undefined) && (missing0 = "device_id"))) || ((data.event_ts === undefined) && (missing0 = "event_ts"))) || ((data.payload === undefined) && (missing0 = "payload"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.event_id !== undefined){
let data0 = data.event_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0(data0))){
validate20.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_type !== undefined){
const _errs4 = errors;
if("telemetry" !== data.event_type){
validate20.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "telemetry"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device_id !== undefined){
let data2 = data.device_id;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data2 === "string"){
if(!(formats2(data2))){
validate20.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_ts !== undefined){
let data3 = data.event_ts;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data3 === "string"){
if(!(formats4(data3))){
validate20.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_version !== undefined){
const _errs9 = errors;
if("1" !== data.schema_version){
validate20.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.payload !== undefined){
let data5 = data.payload;
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if((data5.measurements === undefined) && (missing1 = "measurements")){
validate20.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data5){
if(!(((key1 === "measurements") || (key1 === "original_ts")) || (key1 === "attributes"))){
validate20.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data5.measurements !== undefined){
let data6 = data5.measurements;
const _errs13 = errors;
if(errors === _errs13){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 64){
validate20.errors = [{instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/maxProperties",keyword:"maxProperties",params:{limit: 64}}];
return false;
}
else {
if(Object.keys(data6).length < 1){
validate20.errors = [{instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key2 in data6){
const _errs15 = errors;
if(errors === _errs15){
if(errors === _errs15){
if(typeof key2 === "string"){
if(!(formats6(key2))){
const err0 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/propertyNames/format",keyword:"format",params:{format: "name"},propertyName:key2};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key2};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var valid2 = _errs15 === errors;
if(!valid2){
const err2 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/propertyNames",keyword:"propertyNames",params:{propertyName: key2}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate20.errors = vErrors;
return false;
break;
}
}
if(valid2){
for(const key3 in data6){
let data7 = data6[key3];
const _errs18 = errors;
if(!((typeof data7 == "number") && (isFinite(data7)))){
validate20.errors = [{instancePath:instancePath+"/payload/measurements/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/measurements/additionalProperties/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid3 = _errs18 === errors;
if(!valid3){
break;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.original_ts !== undefined){
let data8 = data5.original_ts;
const _errs20 = errors;
if(errors === _errs20){
if(errors === _errs20){
if(typeof data8 === "string"){
if(!(formats4(data8))){
validate20.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.attributes !== undefined){
let data9 = data5.attributes;
const _errs22 = errors;
if(errors === _errs22){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 32){
validate20.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32}}];
return false;
}
else {
for(const key4 in data9){
const _errs24 = errors;
if(errors === _errs24){
if(errors === _errs24){
if(typeof key4 === "string"){
if(!(formats6(key4))){
const err3 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},propertyName:key4};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key4};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
var valid4 = _errs24 === errors;
if(!valid4){
const err5 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key4}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
validate20.errors = vErrors;
return false;
break;
}
}
if(valid4){
for(const key5 in data9){
let data10 = data9[key5];
const _errs27 = errors;
if(((typeof data10 !== "string") && (!((typeof data10 == "number") && (isFinite(data10))))) && (typeof data10 !== "boolean")){
validate20.errors = [{instancePath:instancePath+"/payload/attributes/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema31.properties.payload.properties.attributes.additionalProperties.type}}];
return false;
}
if(errors === _errs27){
if(typeof data10 === "string"){
if(func1(data10) > 256){
validate20.errors = [{instancePath:instancePath+"/payload/attributes/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
}
var valid5 = _errs27 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs22 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const heartbeatV1 = validate21;
const schema32 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:event-platform:events:heartbeat:v1:sent","title":"Heartbeat event, version 1","description":"Sign of life of one device.","type":"object","required":["event_id","event_type","device_id","event_ts","payload"],"additionalProperties":false,"properties":{"event_id":{"format":"uuid","description":"Unique per event and the same whenever the event is sent again: what duplicates are told by.","type":"string"},"event_type":{"const":"heartbeat"},"device_id":{"format":"device-id","description":"The device that the event is of.","type":"string"},"event_ts":{"format":"date-time","description":"When it happened, by the device's clock.","type":"string"},"schema_version":{"description":"Major version of this schema.","const":"1"},"payload":{"type":"object","required":["status"],"additionalProperties":false,"properties":{"status":{"description":"degraded: it works, but not as it should.","type":"string","enum":["ok","degraded"]},"original_ts":{"format":"date-time","description":"When it really happened, where old data is played again as if it were of today.","type":"string"},"attributes":{"description":"What else there is to say, by name. Nothing that tells of a person.","type":"object","maxProperties":32,"propertyNames":{"format":"name","description":"Name of an entry. No name that JavaScript gives a meaning of its own.","type":"string"},"additionalProperties":{"type":["string","number","boolean"],"maxLength":256}}}}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:event-platform:events:heartbeat:v1:sent" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.event_id === undefined) && (missing0 = "event_id")) || ((data.event_type === undefined) && (missing0 = "event_type"))) || ((data.device_id === undefined) && (missing0 = "device_id"))) || ((data.event_ts === undefined) && (missing0 = "event_ts"))) || ((data.payload === undefined) && (missing0 = "payload"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.event_id !== undefined){
let data0 = data.event_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0(data0))){
validate21.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"}}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_type !== undefined){
const _errs4 = errors;
if("heartbeat" !== data.event_type){
validate21.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "heartbeat"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device_id !== undefined){
let data2 = data.device_id;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data2 === "string"){
if(!(formats2(data2))){
validate21.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"}}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_ts !== undefined){
let data3 = data.event_ts;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data3 === "string"){
if(!(formats4(data3))){
validate21.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_version !== undefined){
const _errs9 = errors;
if("1" !== data.schema_version){
validate21.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.payload !== undefined){
let data5 = data.payload;
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if((data5.status === undefined) && (missing1 = "status")){
validate21.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data5){
if(!(((key1 === "status") || (key1 === "original_ts")) || (key1 === "attributes"))){
validate21.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data5.status !== undefined){
let data6 = data5.status;
const _errs13 = errors;
if(typeof data6 !== "string"){
validate21.errors = [{instancePath:instancePath+"/payload/status",schemaPath:"#/properties/payload/properties/status/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data6 === "ok") || (data6 === "degraded"))){
validate21.errors = [{instancePath:instancePath+"/payload/status",schemaPath:"#/properties/payload/properties/status/enum",keyword:"enum",params:{allowedValues: schema32.properties.payload.properties.status.enum}}];
return false;
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.original_ts !== undefined){
let data7 = data5.original_ts;
const _errs15 = errors;
if(errors === _errs15){
if(errors === _errs15){
if(typeof data7 === "string"){
if(!(formats4(data7))){
validate21.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.attributes !== undefined){
let data8 = data5.attributes;
const _errs17 = errors;
if(errors === _errs17){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length > 32){
validate21.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32}}];
return false;
}
else {
for(const key2 in data8){
const _errs19 = errors;
if(errors === _errs19){
if(errors === _errs19){
if(typeof key2 === "string"){
if(!(formats6(key2))){
const err0 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},propertyName:key2};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key2};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var valid2 = _errs19 === errors;
if(!valid2){
const err2 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key2}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate21.errors = vErrors;
return false;
break;
}
}
if(valid2){
for(const key3 in data8){
let data9 = data8[key3];
const _errs22 = errors;
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
validate21.errors = [{instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema32.properties.payload.properties.attributes.additionalProperties.type}}];
return false;
}
if(errors === _errs22){
if(typeof data9 === "string"){
if(func1(data9) > 256){
validate21.errors = [{instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
}
var valid3 = _errs22 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const faultV1 = validate22;
const schema33 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:event-platform:events:fault:v1:sent","title":"Fault event, version 1","description":"Something went wrong at one device.","type":"object","required":["event_id","event_type","device_id","event_ts","payload"],"additionalProperties":false,"properties":{"event_id":{"format":"uuid","description":"Unique per event and the same whenever the event is sent again: what duplicates are told by.","type":"string"},"event_type":{"const":"fault"},"device_id":{"format":"device-id","description":"The device that the event is of.","type":"string"},"event_ts":{"format":"date-time","description":"When it happened, by the device's clock.","type":"string"},"schema_version":{"description":"Major version of this schema.","const":"1"},"payload":{"type":"object","required":["code","severity"],"additionalProperties":false,"properties":{"code":{"description":"What went wrong, in the words of the device's maker.","type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"severity":{"description":"info: nothing to do. minor: it still does its work. major: part of it does not. critical: it does not work.","type":"string","enum":["info","minor","major","critical"]},"message":{"description":"The fault in a sentence. Nothing that tells of a person.","type":"string","maxLength":1024},"original_ts":{"format":"date-time","description":"When it really happened, where old data is played again as if it were of today.","type":"string"},"attributes":{"description":"What else there is to say, by name. Nothing that tells of a person.","type":"object","maxProperties":32,"propertyNames":{"format":"name","description":"Name of an entry. No name that JavaScript gives a meaning of its own.","type":"string"},"additionalProperties":{"type":["string","number","boolean"],"maxLength":256}}}}}};
const pattern4 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:event-platform:events:fault:v1:sent" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.event_id === undefined) && (missing0 = "event_id")) || ((data.event_type === undefined) && (missing0 = "event_type"))) || ((data.device_id === undefined) && (missing0 = "device_id"))) || ((data.event_ts === undefined) && (missing0 = "event_ts"))) || ((data.payload === undefined) && (missing0 = "payload"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
validate22.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.event_id !== undefined){
let data0 = data.event_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0(data0))){
validate22.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_type !== undefined){
const _errs4 = errors;
if("fault" !== data.event_type){
validate22.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "fault"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device_id !== undefined){
let data2 = data.device_id;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data2 === "string"){
if(!(formats2(data2))){
validate22.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_ts !== undefined){
let data3 = data.event_ts;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data3 === "string"){
if(!(formats4(data3))){
validate22.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_version !== undefined){
const _errs9 = errors;
if("1" !== data.schema_version){
validate22.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.payload !== undefined){
let data5 = data.payload;
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((data5.code === undefined) && (missing1 = "code")) || ((data5.severity === undefined) && (missing1 = "severity"))){
validate22.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data5){
if(!(((((key1 === "code") || (key1 === "severity")) || (key1 === "message")) || (key1 === "original_ts")) || (key1 === "attributes"))){
validate22.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data5.code !== undefined){
let data6 = data5.code;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
validate22.errors = [{instancePath:instancePath+"/payload/code",schemaPath:"#/properties/payload/properties/code/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/payload/code",schemaPath:"#/properties/payload/properties/code/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.severity !== undefined){
let data7 = data5.severity;
const _errs15 = errors;
if(typeof data7 !== "string"){
validate22.errors = [{instancePath:instancePath+"/payload/severity",schemaPath:"#/properties/payload/properties/severity/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((((data7 === "info") || (data7 === "minor")) || (data7 === "major")) || (data7 === "critical"))){
validate22.errors = [{instancePath:instancePath+"/payload/severity",schemaPath:"#/properties/payload/properties/severity/enum",keyword:"enum",params:{allowedValues: schema33.properties.payload.properties.severity.enum}}];
return false;
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.message !== undefined){
let data8 = data5.message;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data8 === "string"){
if(func1(data8) > 1024){
validate22.errors = [{instancePath:instancePath+"/payload/message",schemaPath:"#/properties/payload/properties/message/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/payload/message",schemaPath:"#/properties/payload/properties/message/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.original_ts !== undefined){
let data9 = data5.original_ts;
const _errs19 = errors;
if(errors === _errs19){
if(errors === _errs19){
if(typeof data9 === "string"){
if(!(formats4(data9))){
validate22.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.attributes !== undefined){
let data10 = data5.attributes;
const _errs21 = errors;
if(errors === _errs21){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 32){
validate22.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32}}];
return false;
}
else {
for(const key2 in data10){
const _errs23 = errors;
if(errors === _errs23){
if(errors === _errs23){
if(typeof key2 === "string"){
if(!(formats6(key2))){
const err0 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},propertyName:key2};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key2};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var valid2 = _errs23 === errors;
if(!valid2){
const err2 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key2}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate22.errors = vErrors;
return false;
break;
}
}
if(valid2){
for(const key3 in data10){
let data11 = data10[key3];
const _errs26 = errors;
if(((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")){
validate22.errors = [{instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema33.properties.payload.properties.attributes.additionalProperties.type}}];
return false;
}
if(errors === _errs26){
if(typeof data11 === "string"){
if(func1(data11) > 256){
validate22.errors = [{instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
}
var valid3 = _errs26 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs21 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const transactionV1 = validate23;
const schema34 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:event-platform:events:transaction:v1:sent","title":"Transaction event, version 1","description":"Money that changed hands at one device.","type":"object","required":["event_id","event_type","device_id","event_ts","payload"],"additionalProperties":false,"properties":{"event_id":{"format":"uuid","description":"Unique per event and the same whenever the event is sent again: what duplicates are told by.","type":"string"},"event_type":{"const":"transaction"},"device_id":{"format":"device-id","description":"The device that the event is of.","type":"string"},"event_ts":{"format":"date-time","description":"When it happened, by the device's clock.","type":"string"},"schema_version":{"description":"Major version of this schema.","const":"1"},"payload":{"type":"object","required":["transaction_id","kind","amount","currency"],"additionalProperties":false,"properties":{"transaction_id":{"description":"The transaction's number in the system that it is booked in.","type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"},"kind":{"description":"reversal: a purchase or refund is undone as if it had not been.","type":"string","enum":["purchase","refund","reversal"]},"amount":{"description":"How much, as a decimal number in text, so that no reader rounds it. Never negative: kind says which way.","type":"string","pattern":"^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,4})?$"},"currency":{"description":"Code of ISO 4217.","type":"string","pattern":"^[A-Z]{3}$"},"customer":{"description":"Whose money it was.","type":"object","required":["id"],"additionalProperties":false,"properties":{"id":{"description":"The customer's number.","type":"string","minLength":1,"maxLength":128,"x-personal-data":"tokenise"},"email":{"description":"The customer's address of electronic mail.","type":"string","format":"email","pattern":"^[^@\\s]{1,64}@[^@\\s]{1,189}$","x-personal-data":"tokenise"},"name":{"description":"The customer's name.","type":"string","minLength":1,"maxLength":256,"x-personal-data":"redact"}}},"original_ts":{"format":"date-time","description":"When it really happened, where old data is played again as if it were of today.","type":"string"},"attributes":{"description":"What else there is to say, by name. Nothing that tells of a person.","type":"object","maxProperties":32,"propertyNames":{"format":"name","description":"Name of an entry. No name that JavaScript gives a meaning of its own.","type":"string"},"additionalProperties":{"type":["string","number","boolean"],"maxLength":256}}}}}};
const pattern5 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$", "u");
const pattern6 = new RegExp("^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,4})?$", "u");
const pattern7 = new RegExp("^[A-Z]{3}$", "u");
const pattern8 = new RegExp("^[^@\\s]{1,64}@[^@\\s]{1,189}$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:event-platform:events:transaction:v1:sent" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.event_id === undefined) && (missing0 = "event_id")) || ((data.event_type === undefined) && (missing0 = "event_type"))) || ((data.device_id === undefined) && (missing0 = "device_id"))) || ((data.event_ts === undefined) && (missing0 = "event_ts"))) || ((data.payload === undefined) && (missing0 = "payload"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.event_id !== undefined){
let data0 = data.event_id;
const _errs2 = errors;
if(errors === _errs2){
if(errors === _errs2){
if(typeof data0 === "string"){
if(!(formats0(data0))){
validate23.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_type !== undefined){
const _errs4 = errors;
if("transaction" !== data.event_type){
validate23.errors = [{instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "transaction"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.device_id !== undefined){
let data2 = data.device_id;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data2 === "string"){
if(!(formats2(data2))){
validate23.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event_ts !== undefined){
let data3 = data.event_ts;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data3 === "string"){
if(!(formats4(data3))){
validate23.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.schema_version !== undefined){
const _errs9 = errors;
if("1" !== data.schema_version){
validate23.errors = [{instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.payload !== undefined){
let data5 = data.payload;
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((((data5.transaction_id === undefined) && (missing1 = "transaction_id")) || ((data5.kind === undefined) && (missing1 = "kind"))) || ((data5.amount === undefined) && (missing1 = "amount"))) || ((data5.currency === undefined) && (missing1 = "currency"))){
validate23.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data5){
if(!(((((((key1 === "transaction_id") || (key1 === "kind")) || (key1 === "amount")) || (key1 === "currency")) || (key1 === "customer")) || (key1 === "original_ts")) || (key1 === "attributes"))){
validate23.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data5.transaction_id !== undefined){
let data6 = data5.transaction_id;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
validate23.errors = [{instancePath:instancePath+"/payload/transaction_id",schemaPath:"#/properties/payload/properties/transaction_id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/transaction_id",schemaPath:"#/properties/payload/properties/transaction_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.kind !== undefined){
let data7 = data5.kind;
const _errs15 = errors;
if(typeof data7 !== "string"){
validate23.errors = [{instancePath:instancePath+"/payload/kind",schemaPath:"#/properties/payload/properties/kind/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data7 === "purchase") || (data7 === "refund")) || (data7 === "reversal"))){
validate23.errors = [{instancePath:instancePath+"/payload/kind",schemaPath:"#/properties/payload/properties/kind/enum",keyword:"enum",params:{allowedValues: schema34.properties.payload.properties.kind.enum}}];
return false;
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.amount !== undefined){
let data8 = data5.amount;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data8 === "string"){
if(!pattern6.test(data8)){
validate23.errors = [{instancePath:instancePath+"/payload/amount",schemaPath:"#/properties/payload/properties/amount/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,4})?$"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/amount",schemaPath:"#/properties/payload/properties/amount/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs17 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.currency !== undefined){
let data9 = data5.currency;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data9 === "string"){
if(!pattern7.test(data9)){
validate23.errors = [{instancePath:instancePath+"/payload/currency",schemaPath:"#/properties/payload/properties/currency/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{3}$"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/currency",schemaPath:"#/properties/payload/properties/currency/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.customer !== undefined){
let data10 = data5.customer;
const _errs21 = errors;
if(errors === _errs21){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
let missing2;
if((data10.id === undefined) && (missing2 = "id")){
validate23.errors = [{instancePath:instancePath+"/payload/customer",schemaPath:"#/properties/payload/properties/customer/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs23 = errors;
for(const key2 in data10){
if(!(((key2 === "id") || (key2 === "email")) || (key2 === "name"))){
validate23.errors = [{instancePath:instancePath+"/payload/customer",schemaPath:"#/properties/payload/properties/customer/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs23 === errors){
if(data10.id !== undefined){
let data11 = data10.id;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data11 === "string"){
if(func1(data11) > 128){
validate23.errors = [{instancePath:instancePath+"/payload/customer/id",schemaPath:"#/properties/payload/properties/customer/properties/id/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(func1(data11) < 1){
validate23.errors = [{instancePath:instancePath+"/payload/customer/id",schemaPath:"#/properties/payload/properties/customer/properties/id/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/customer/id",schemaPath:"#/properties/payload/properties/customer/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data10.email !== undefined){
let data12 = data10.email;
const _errs26 = errors;
if(errors === _errs26){
if(errors === _errs26){
if(typeof data12 === "string"){
if(!pattern8.test(data12)){
validate23.errors = [{instancePath:instancePath+"/payload/customer/email",schemaPath:"#/properties/payload/properties/customer/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\s]{1,64}@[^@\\s]{1,189}$"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/customer/email",schemaPath:"#/properties/payload/properties/customer/properties/email/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid2 = _errs26 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data10.name !== undefined){
let data13 = data10.name;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data13 === "string"){
if(func1(data13) > 256){
validate23.errors = [{instancePath:instancePath+"/payload/customer/name",schemaPath:"#/properties/payload/properties/customer/properties/name/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
else {
if(func1(data13) < 1){
validate23.errors = [{instancePath:instancePath+"/payload/customer/name",schemaPath:"#/properties/payload/properties/customer/properties/name/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/customer/name",schemaPath:"#/properties/payload/properties/customer/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs28 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/customer",schemaPath:"#/properties/payload/properties/customer/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs21 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.original_ts !== undefined){
let data14 = data5.original_ts;
const _errs30 = errors;
if(errors === _errs30){
if(errors === _errs30){
if(typeof data14 === "string"){
if(!(formats4(data14))){
validate23.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs30 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data5.attributes !== undefined){
let data15 = data5.attributes;
const _errs32 = errors;
if(errors === _errs32){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length > 32){
validate23.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32}}];
return false;
}
else {
for(const key3 in data15){
const _errs34 = errors;
if(errors === _errs34){
if(errors === _errs34){
if(typeof key3 === "string"){
if(!(formats6(key3))){
const err0 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},propertyName:key3};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key3};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var valid3 = _errs34 === errors;
if(!valid3){
const err2 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key3}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate23.errors = vErrors;
return false;
break;
}
}
if(valid3){
for(const key4 in data15){
let data16 = data15[key4];
const _errs37 = errors;
if(((typeof data16 !== "string") && (!((typeof data16 == "number") && (isFinite(data16))))) && (typeof data16 !== "boolean")){
validate23.errors = [{instancePath:instancePath+"/payload/attributes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema34.properties.payload.properties.attributes.additionalProperties.type}}];
return false;
}
if(errors === _errs37){
if(typeof data16 === "string"){
if(func1(data16) > 256){
validate23.errors = [{instancePath:instancePath+"/payload/attributes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
}
var valid4 = _errs37 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs32 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const validators = new Map([["telemetry-v1", telemetryV1], ["heartbeat-v1", heartbeatV1], ["fault-v1", faultV1], ["transaction-v1", transactionV1]]);
