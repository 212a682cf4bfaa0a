import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judgeAudit } from '../../scripts/judge-audit.mjs'
import { readLockFile } from '../../scripts/lock-file.mjs'
import { lockProblems } from '../../scripts/lock-rules.mjs'

const root = join(import.meta.dirname, '..', '..')
const integrity = `sha512-${'A'.repeat(86)}==`

function problemsOf(locked: object, wanted = '1.0.0', installed = {}): string[] {
  const packages = {
    '': { dependencies: { a: wanted } },
    'node_modules/a': { version: '1.0.0', license: 'MIT', integrity, ...locked },
    ...installed,
  }
  return lockProblems({ lockfileVersion: 3, packages }, { name: 'x', version: '1.0.0', dependencies: { a: wanted } })
}

describe('the rules of the lock file', () => {
  it('hold for the dependencies of the console', () => {
    const { lock, manifest } = readLockFile(root)
    expect(Object.keys(lock.packages).length).toBeGreaterThan(400)
    expect(lockProblems(lock, manifest)).toEqual([])
  })

  it.each([
    ['a range in place of a version', problemsOf({}, '^1.0.0'), 'a: ^1.0.0 is no exact version'],
    ['another version than the manifest wants', problemsOf({ version: '1.0.1' }), 'a: 1.0.1 is locked, not 1.0.0'],
    ['no checksum', problemsOf({ integrity: undefined }), 'node_modules/a: has no SHA-512 of its archive'],
    [
      'a weak checksum',
      problemsOf({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }),
      'node_modules/a: has no SHA-512 of its archive',
    ],
    [
      'a source in the clear',
      problemsOf({ resolved: 'http://a.example/a.tgz' }),
      'node_modules/a: comes from http://a.example/a.tgz, and not over https',
    ],
    [
      'a program at installation',
      problemsOf({ hasInstallScript: true }),
      'node_modules/a: runs a program when it is installed',
    ],
    ['no licence', problemsOf({ license: undefined }), 'node_modules/a: says no licence'],
    [
      'a licence that is not allowed',
      problemsOf({ license: 'AGPL-3.0-only' }),
      'node_modules/a: licence AGPL-3.0-only is not among those allowed',
    ],
    [
      'a licence beside one that is not allowed',
      problemsOf({ license: 'MIT AND GPL-3.0-only' }),
      'node_modules/a: licence MIT AND GPL-3.0-only is not among those allowed',
    ],
    [
      'a licence that only another platform may have',
      problemsOf({ license: 'LGPL-3.0-or-later' }),
      'node_modules/a: licence LGPL-3.0-or-later is not among those allowed',
    ],
  ])('name %s', (_, problems, problem) => {
    expect(problems).toEqual([problem])
  })

  it('name what the lock file has and package.json does not', () => {
    const packages = { '': { devDependencies: { b: '1.0.0' } } }
    expect(lockProblems({ lockfileVersion: 3, packages }, { name: 'x', version: '1.0.0' })).toEqual([
      'b: package.json says nothing, package-lock.json 1.0.0',
    ])
    expect(lockProblems({ lockfileVersion: 2, packages }, { name: 'x', version: '1.0.0' })).toHaveLength(1)
  })

  it('take one of several licences that may be chosen', () => {
    expect(problemsOf({ license: '(GPL-2.0-only OR MIT)' })).toEqual([])
    expect(problemsOf({ license: 'LGPL-3.0-or-later', optional: true })).toEqual([])
  })
})

describe('the answer of a registry', () => {
  const answer = (counts: object, vulnerabilities = {}) =>
    JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: counts } })

  it('passes without weaknesses', () => {
    expect(judgeAudit(answer({ high: 0, total: 0 }), ['high'])).toEqual({
      code: 0,
      lines: ['0 known weaknesses in what is shipped'],
    })
  })

  it('fails from the level that was chosen, and names each', () => {
    const weak = answer({ moderate: 1, high: 0, total: 1 }, { a: { name: 'a', severity: 'moderate', range: '<2' } })
    expect(judgeAudit(weak, ['moderate', 'high', 'critical']).code).toBe(1)
    expect(judgeAudit(weak, ['high', 'critical']).code).toBe(0)
    expect(judgeAudit(weak, ['high']).lines[0]).toBe('moderate: a <2')
  })

  it.each([
    [
      'a refusal',
      'npm warn audit 405\n{ "message": "405 Method Not Allowed", "statusCode": 405 }',
      '405 Method Not Allowed',
    ],
    ['silence', '', 'NOT checked'],
    ['something else', '<html>{</html>', 'NOT checked'],
  ])('is never taken for a pass when it is %s', (_, output, said) => {
    const { code, lines } = judgeAudit(output, ['low'])
    expect(code).toBe(3)
    expect(lines.join()).toContain(said)
  })
})
