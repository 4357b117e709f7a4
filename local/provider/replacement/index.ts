/** Type tokens of resources that hold data or that data hangs on: replacing one unawares loses something. */
export const statefulTypes: ReadonlySet<string> = new Set();
