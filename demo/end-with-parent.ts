// Loaded into the console before it starts. Its input ends when the demo is gone, even one that was killed: then it ends as well.
process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume().unref()
