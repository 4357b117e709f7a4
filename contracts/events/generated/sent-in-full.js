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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_id"},message:"must have required property '"+"event_id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.event_type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_type"},message:"must have required property '"+"event_type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.device_id === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "device_id"},message:"must have required property '"+"device_id"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.event_ts === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_ts"},message:"must have required property '"+"event_ts"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.payload === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"},message:"must have required property '"+"payload"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.event_id !== undefined){
let data0 = data.event_id;
if(typeof data0 === "string"){
if(!(formats0(data0))){
const err6 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.event_type !== undefined){
if("telemetry" !== data.event_type){
const err8 = {instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "telemetry"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.device_id !== undefined){
let data2 = data.device_id;
if(typeof data2 === "string"){
if(!(formats2(data2))){
const err9 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"},message:"must match format \""+"device-id"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.event_ts !== undefined){
let data3 = data.event_ts;
if(typeof data3 === "string"){
if(!(formats4(data3))){
const err11 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.schema_version !== undefined){
if("1" !== data.schema_version){
const err13 = {instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.payload !== undefined){
let data5 = data.payload;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.measurements === undefined){
const err14 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "measurements"},message:"must have required property '"+"measurements"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data5){
if(!(((key1 === "measurements") || (key1 === "original_ts")) || (key1 === "attributes"))){
const err15 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data5.measurements !== undefined){
let data6 = data5.measurements;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 64){
const err16 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/maxProperties",keyword:"maxProperties",params:{limit: 64},message:"must NOT have more than 64 properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(Object.keys(data6).length < 1){
const err17 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data6){
const _errs15 = errors;
if(typeof key2 === "string"){
if(!(formats6(key2))){
const err18 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/propertyNames/format",keyword:"format",params:{format: "name"},message:"must match format \""+"name"+"\"",propertyName:key2};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key2};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var valid2 = _errs15 === errors;
if(!valid2){
const err20 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
for(const key3 in data6){
let data7 = data6[key3];
if(!((typeof data7 == "number") && (isFinite(data7)))){
const err21 = {instancePath:instancePath+"/payload/measurements/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/measurements/additionalProperties/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/payload/measurements",schemaPath:"#/properties/payload/properties/measurements/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data5.original_ts !== undefined){
let data8 = data5.original_ts;
if(typeof data8 === "string"){
if(!(formats4(data8))){
const err23 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data5.attributes !== undefined){
let data9 = data5.attributes;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 32){
const err25 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key4 in data9){
const _errs24 = errors;
if(typeof key4 === "string"){
if(!(formats6(key4))){
const err26 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},message:"must match format \""+"name"+"\"",propertyName:key4};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key4};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var valid4 = _errs24 === errors;
if(!valid4){
const err28 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
for(const key5 in data9){
let data10 = data9[key5];
if(((typeof data10 !== "string") && (!((typeof data10 == "number") && (isFinite(data10))))) && (typeof data10 !== "boolean")){
const err29 = {instancePath:instancePath+"/payload/attributes/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema31.properties.payload.properties.attributes.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(typeof data10 === "string"){
if(func1(data10) > 256){
const err30 = {instancePath:instancePath+"/payload/attributes/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_id"},message:"must have required property '"+"event_id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.event_type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_type"},message:"must have required property '"+"event_type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.device_id === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "device_id"},message:"must have required property '"+"device_id"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.event_ts === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_ts"},message:"must have required property '"+"event_ts"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.payload === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"},message:"must have required property '"+"payload"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.event_id !== undefined){
let data0 = data.event_id;
if(typeof data0 === "string"){
if(!(formats0(data0))){
const err6 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.event_type !== undefined){
if("heartbeat" !== data.event_type){
const err8 = {instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "heartbeat"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.device_id !== undefined){
let data2 = data.device_id;
if(typeof data2 === "string"){
if(!(formats2(data2))){
const err9 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"},message:"must match format \""+"device-id"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.event_ts !== undefined){
let data3 = data.event_ts;
if(typeof data3 === "string"){
if(!(formats4(data3))){
const err11 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.schema_version !== undefined){
if("1" !== data.schema_version){
const err13 = {instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.payload !== undefined){
let data5 = data.payload;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.status === undefined){
const err14 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 in data5){
if(!(((key1 === "status") || (key1 === "original_ts")) || (key1 === "attributes"))){
const err15 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data5.status !== undefined){
let data6 = data5.status;
if(typeof data6 !== "string"){
const err16 = {instancePath:instancePath+"/payload/status",schemaPath:"#/properties/payload/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!((data6 === "ok") || (data6 === "degraded"))){
const err17 = {instancePath:instancePath+"/payload/status",schemaPath:"#/properties/payload/properties/status/enum",keyword:"enum",params:{allowedValues: schema32.properties.payload.properties.status.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data5.original_ts !== undefined){
let data7 = data5.original_ts;
if(typeof data7 === "string"){
if(!(formats4(data7))){
const err18 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data5.attributes !== undefined){
let data8 = data5.attributes;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length > 32){
const err20 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key2 in data8){
const _errs19 = errors;
if(typeof key2 === "string"){
if(!(formats6(key2))){
const err21 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},message:"must match format \""+"name"+"\"",propertyName:key2};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key2};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var valid2 = _errs19 === errors;
if(!valid2){
const err23 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
for(const key3 in data8){
let data9 = data8[key3];
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
const err24 = {instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema32.properties.payload.properties.attributes.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(typeof data9 === "string"){
if(func1(data9) > 256){
const err25 = {instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
else {
const err26 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_id"},message:"must have required property '"+"event_id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.event_type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_type"},message:"must have required property '"+"event_type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.device_id === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "device_id"},message:"must have required property '"+"device_id"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.event_ts === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_ts"},message:"must have required property '"+"event_ts"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.payload === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"},message:"must have required property '"+"payload"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.event_id !== undefined){
let data0 = data.event_id;
if(typeof data0 === "string"){
if(!(formats0(data0))){
const err6 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.event_type !== undefined){
if("fault" !== data.event_type){
const err8 = {instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "fault"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.device_id !== undefined){
let data2 = data.device_id;
if(typeof data2 === "string"){
if(!(formats2(data2))){
const err9 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"},message:"must match format \""+"device-id"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.event_ts !== undefined){
let data3 = data.event_ts;
if(typeof data3 === "string"){
if(!(formats4(data3))){
const err11 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.schema_version !== undefined){
if("1" !== data.schema_version){
const err13 = {instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.payload !== undefined){
let data5 = data.payload;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.code === undefined){
const err14 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data5.severity === undefined){
const err15 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "severity"},message:"must have required property '"+"severity"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key1 in data5){
if(!(((((key1 === "code") || (key1 === "severity")) || (key1 === "message")) || (key1 === "original_ts")) || (key1 === "attributes"))){
const err16 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data5.code !== undefined){
let data6 = data5.code;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err17 = {instancePath:instancePath+"/payload/code",schemaPath:"#/properties/payload/properties/code/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/payload/code",schemaPath:"#/properties/payload/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data5.severity !== undefined){
let data7 = data5.severity;
if(typeof data7 !== "string"){
const err19 = {instancePath:instancePath+"/payload/severity",schemaPath:"#/properties/payload/properties/severity/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!((((data7 === "info") || (data7 === "minor")) || (data7 === "major")) || (data7 === "critical"))){
const err20 = {instancePath:instancePath+"/payload/severity",schemaPath:"#/properties/payload/properties/severity/enum",keyword:"enum",params:{allowedValues: schema33.properties.payload.properties.severity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data5.message !== undefined){
let data8 = data5.message;
if(typeof data8 === "string"){
if(func1(data8) > 1024){
const err21 = {instancePath:instancePath+"/payload/message",schemaPath:"#/properties/payload/properties/message/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/payload/message",schemaPath:"#/properties/payload/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data5.original_ts !== undefined){
let data9 = data5.original_ts;
if(typeof data9 === "string"){
if(!(formats4(data9))){
const err23 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data5.attributes !== undefined){
let data10 = data5.attributes;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 32){
const err25 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key2 in data10){
const _errs23 = errors;
if(typeof key2 === "string"){
if(!(formats6(key2))){
const err26 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},message:"must match format \""+"name"+"\"",propertyName:key2};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key2};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var valid2 = _errs23 === errors;
if(!valid2){
const err28 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
for(const key3 in data10){
let data11 = data10[key3];
if(((typeof data11 !== "string") && (!((typeof data11 == "number") && (isFinite(data11))))) && (typeof data11 !== "boolean")){
const err29 = {instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema33.properties.payload.properties.attributes.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(typeof data11 === "string"){
if(func1(data11) > 256){
const err30 = {instancePath:instancePath+"/payload/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_id"},message:"must have required property '"+"event_id"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.event_type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_type"},message:"must have required property '"+"event_type"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.device_id === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "device_id"},message:"must have required property '"+"device_id"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.event_ts === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_ts"},message:"must have required property '"+"event_ts"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.payload === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "payload"},message:"must have required property '"+"payload"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "event_id") || (key0 === "event_type")) || (key0 === "device_id")) || (key0 === "event_ts")) || (key0 === "schema_version")) || (key0 === "payload"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.event_id !== undefined){
let data0 = data.event_id;
if(typeof data0 === "string"){
if(!(formats0(data0))){
const err6 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/format",keyword:"format",params:{format: "uuid"},message:"must match format \""+"uuid"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.event_type !== undefined){
if("transaction" !== data.event_type){
const err8 = {instancePath:instancePath+"/event_type",schemaPath:"#/properties/event_type/const",keyword:"const",params:{allowedValue: "transaction"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.device_id !== undefined){
let data2 = data.device_id;
if(typeof data2 === "string"){
if(!(formats2(data2))){
const err9 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/format",keyword:"format",params:{format: "device-id"},message:"must match format \""+"device-id"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/device_id",schemaPath:"#/properties/device_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.event_ts !== undefined){
let data3 = data.event_ts;
if(typeof data3 === "string"){
if(!(formats4(data3))){
const err11 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/event_ts",schemaPath:"#/properties/event_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.schema_version !== undefined){
if("1" !== data.schema_version){
const err13 = {instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.payload !== undefined){
let data5 = data.payload;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.transaction_id === undefined){
const err14 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "transaction_id"},message:"must have required property '"+"transaction_id"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data5.kind === undefined){
const err15 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data5.amount === undefined){
const err16 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "amount"},message:"must have required property '"+"amount"+"'"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data5.currency === undefined){
const err17 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/required",keyword:"required",params:{missingProperty: "currency"},message:"must have required property '"+"currency"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key1 in data5){
if(!(((((((key1 === "transaction_id") || (key1 === "kind")) || (key1 === "amount")) || (key1 === "currency")) || (key1 === "customer")) || (key1 === "original_ts")) || (key1 === "attributes"))){
const err18 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data5.transaction_id !== undefined){
let data6 = data5.transaction_id;
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
const err19 = {instancePath:instancePath+"/payload/transaction_id",schemaPath:"#/properties/payload/properties/transaction_id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"+"\""};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/payload/transaction_id",schemaPath:"#/properties/payload/properties/transaction_id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data5.kind !== undefined){
let data7 = data5.kind;
if(typeof data7 !== "string"){
const err21 = {instancePath:instancePath+"/payload/kind",schemaPath:"#/properties/payload/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!(((data7 === "purchase") || (data7 === "refund")) || (data7 === "reversal"))){
const err22 = {instancePath:instancePath+"/payload/kind",schemaPath:"#/properties/payload/properties/kind/enum",keyword:"enum",params:{allowedValues: schema34.properties.payload.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data5.amount !== undefined){
let data8 = data5.amount;
if(typeof data8 === "string"){
if(!pattern6.test(data8)){
const err23 = {instancePath:instancePath+"/payload/amount",schemaPath:"#/properties/payload/properties/amount/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,4})?$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,12})(\\.[0-9]{1,4})?$"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/payload/amount",schemaPath:"#/properties/payload/properties/amount/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data5.currency !== undefined){
let data9 = data5.currency;
if(typeof data9 === "string"){
if(!pattern7.test(data9)){
const err25 = {instancePath:instancePath+"/payload/currency",schemaPath:"#/properties/payload/properties/currency/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{3}$"},message:"must match pattern \""+"^[A-Z]{3}$"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/payload/currency",schemaPath:"#/properties/payload/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data5.customer !== undefined){
let data10 = data5.customer;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.id === undefined){
const err27 = {instancePath:instancePath+"/payload/customer",schemaPath:"#/properties/payload/properties/customer/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key2 in data10){
if(!(((key2 === "id") || (key2 === "email")) || (key2 === "name"))){
const err28 = {instancePath:instancePath+"/payload/customer",schemaPath:"#/properties/payload/properties/customer/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data10.id !== undefined){
let data11 = data10.id;
if(typeof data11 === "string"){
if(func1(data11) > 128){
const err29 = {instancePath:instancePath+"/payload/customer/id",schemaPath:"#/properties/payload/properties/customer/properties/id/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(func1(data11) < 1){
const err30 = {instancePath:instancePath+"/payload/customer/id",schemaPath:"#/properties/payload/properties/customer/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/payload/customer/id",schemaPath:"#/properties/payload/properties/customer/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data10.email !== undefined){
let data12 = data10.email;
if(typeof data12 === "string"){
if(!pattern8.test(data12)){
const err32 = {instancePath:instancePath+"/payload/customer/email",schemaPath:"#/properties/payload/properties/customer/properties/email/pattern",keyword:"pattern",params:{pattern: "^[^@\\s]{1,64}@[^@\\s]{1,189}$"},message:"must match pattern \""+"^[^@\\s]{1,64}@[^@\\s]{1,189}$"+"\""};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/payload/customer/email",schemaPath:"#/properties/payload/properties/customer/properties/email/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data10.name !== undefined){
let data13 = data10.name;
if(typeof data13 === "string"){
if(func1(data13) > 256){
const err34 = {instancePath:instancePath+"/payload/customer/name",schemaPath:"#/properties/payload/properties/customer/properties/name/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(func1(data13) < 1){
const err35 = {instancePath:instancePath+"/payload/customer/name",schemaPath:"#/properties/payload/properties/customer/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/payload/customer/name",schemaPath:"#/properties/payload/properties/customer/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/payload/customer",schemaPath:"#/properties/payload/properties/customer/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data5.original_ts !== undefined){
let data14 = data5.original_ts;
if(typeof data14 === "string"){
if(!(formats4(data14))){
const err38 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/payload/original_ts",schemaPath:"#/properties/payload/properties/original_ts/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data5.attributes !== undefined){
let data15 = data5.attributes;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length > 32){
const err40 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/maxProperties",keyword:"maxProperties",params:{limit: 32},message:"must NOT have more than 32 properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key3 in data15){
const _errs34 = errors;
if(typeof key3 === "string"){
if(!(formats6(key3))){
const err41 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/format",keyword:"format",params:{format: "name"},message:"must match format \""+"name"+"\"",propertyName:key3};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key3};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
var valid3 = _errs34 === errors;
if(!valid3){
const err43 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
for(const key4 in data15){
let data16 = data15[key4];
if(((typeof data16 !== "string") && (!((typeof data16 == "number") && (isFinite(data16))))) && (typeof data16 !== "boolean")){
const err44 = {instancePath:instancePath+"/payload/attributes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/type",keyword:"type",params:{type: schema34.properties.payload.properties.attributes.additionalProperties.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(typeof data16 === "string"){
if(func1(data16) > 256){
const err45 = {instancePath:instancePath+"/payload/attributes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/payload/properties/attributes/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
}
else {
const err46 = {instancePath:instancePath+"/payload/attributes",schemaPath:"#/properties/payload/properties/attributes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const validators = new Map([["telemetry-v1", telemetryV1], ["heartbeat-v1", heartbeatV1], ["fault-v1", faultV1], ["transaction-v1", transactionV1]]);
