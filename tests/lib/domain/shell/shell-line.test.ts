import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellLine } from '@/lib/domain/shell/shell-line'

test.each(["it's; rm -rf /", '$(reboot) `id` "x"', 'a b\tc', '', '-n', '\\', '!!', '*'])(
  'a value reaches the program as one word, whatever is in it: %j',
  (value) => {
    const line = shellLine`printf '<%s>' ${value} end`
    expect(execFileSync('/bin/sh', ['-c', line]).toString()).toBe(`<${value}><end>`)
  },
)
