import { expect, test } from 'vitest'
import { WatchReader } from '@/lib/kubernetes/watch-stream'

function namesOf(text: string, size = 1_000): string[] {
  const names: string[] = []
  const reader = new WatchReader(({ type, object }) => names.push(`${type} ${object.metadata.name}`))
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) reader.take(bytes.subarray(start, start + size))
  return names
}

const line = (type: string, name: string) => `${JSON.stringify({ type, object: { metadata: { name, uid: name } } })}\n`

test.each([1, 2, 3, 7, 64, 4_096])('gives the same events whatever the chunks: %i bytes', (size) => {
  const text = line('ADDED', 'überfluß') + line('MODIFIED', '日本語') + line('DELETED', '🚦')
  expect(namesOf(text, size)).toEqual(['ADDED überfluß', 'MODIFIED 日本語', 'DELETED 🚦'])
})

test('passes over empty lines, unknown types and a last line that was cut off', () => {
  const text = `\n${line('ADDED', 'a')}\r\n${line('SURPRISE', 'b')}${line('BOOKMARK', '')}{"type":"ADDED","obj`
  expect(namesOf(text)).toEqual(['ADDED a', 'BOOKMARK '])
})

test.each([
  ['410 as expired', { code: 410, reason: 'Expired', message: 'too old' }, { code: 'conflict', reason: 'expired' }],
  ['500 as unavailable', { code: 500, message: 'etcd is away' }, { code: 'unavailable', message: 'etcd is away' }],
  ['one without a code as unavailable', {}, { code: 'unavailable' }],
])('throws an ERROR event: %s', (_, object, wanted) => {
  expect(() => namesOf(`${JSON.stringify({ type: 'ERROR', object })}\n`)).toThrow(expect.objectContaining(wanted))
})

test.each([
  ['no JSON', '<html>sign in</html>\n'],
  ['a list', '[]\n'],
  ['an event without an object', '{"type":"ADDED"}\n'],
  ['an object without metadata', '{"type":"ADDED","object":{}}\n'],
])('fails on a line that is %s', (_, text) => {
  const wanted = expect.objectContaining({ code: 'unavailable', reason: 'broken-answer' })
  expect(() => namesOf(text)).toThrow(wanted)
})

test('fails on a line without an end instead of keeping it all', () => {
  const reader = new WatchReader(() => expect.unreachable())
  const mebibyte = Buffer.alloc(1024 * 1024, 'x')
  for (let sent = 0; sent < 8; sent += 1) reader.take(mebibyte)
  expect(() => reader.take(mebibyte)).toThrow(expect.objectContaining({ reason: 'broken-answer' }))
})
