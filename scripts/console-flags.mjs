/**
 * What Node is started with to run the console. By default V8 takes up to 100 MB for what is newly made on a machine with much memory; nothing
 * is slower with a sixth of that, and V8 takes this limit only when it starts. Nor does it begin with less: a start fills it at once.
 */
export const consoleFlags = ['--min-semi-space-size=8', '--max-semi-space-size=8']
