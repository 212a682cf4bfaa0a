/**
 * What Node is started with to run the console. By default V8 takes up to 100 MB for what is newly made on a machine with much memory; nothing
 * is slower with a sixth of that, and V8 takes this limit only when it starts.
 */
export const consoleFlags = ['--max-semi-space-size=8']
