export { installMocks, type MockedResource, type MockOptions, type Mocks } from "./mocks.ts";
export { remoteComponents } from "./remote-components.ts";
export { recorder, type RecordedResource, type Recorder } from "./recorder.ts";
export { valueOf } from "./value-of.ts";
