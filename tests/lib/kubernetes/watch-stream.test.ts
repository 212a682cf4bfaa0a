import { expect, test } from 'vitest'
import { readWatchStream } from '@/lib/kubernetes/watch-stream'

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function namesOf(text: string, size = 1_000): Promise<string[]> {
  const names: string[] = []
  for await (const { type, object } of readWatchStream(chunksOf(text, size)))
    names.push(`${type} ${object.metadata.name}`)
  return names
}

const line = (type: string, name: string) => `${JSON.stringify({ type, object: { metadata: { name, uid: name } } })}\n`

test.each([1, 2, 3, 7, 64, 4_096])('gives the same events whatever the chunks: %i bytes', async (size) => {
  const text = line('ADDED', 'überfluß') + line('MODIFIED', '日本語') + line('DELETED', '🚦')
  expect(await namesOf(text, size)).toEqual(['ADDED überfluß', 'MODIFIED 日本語', 'DELETED 🚦'])
})

test('passes over empty lines, unknown types and a last line that was cut off', async () => {
  const text = `\n${line('ADDED', 'a')}\r\n${line('SURPRISE', 'b')}${line('BOOKMARK', '')}{"type":"ADDED","obj`
  expect(await namesOf(text)).toEqual(['ADDED a', 'BOOKMARK '])
})

test.each([
  ['410 as expired', { code: 410, reason: 'Expired', message: 'too old' }, { code: 'conflict', reason: 'expired' }],
  ['500 as unavailable', { code: 500, message: 'etcd is away' }, { code: 'unavailable', message: 'etcd is away' }],
  ['one without a code as unavailable', {}, { code: 'unavailable' }],
])('throws an ERROR event: %s', async (_, object, wanted) => {
  await expect(namesOf(`${JSON.stringify({ type: 'ERROR', object })}\n`)).rejects.toMatchObject(wanted)
})

test.each([
  ['no JSON', '<html>sign in</html>\n'],
  ['a list', '[]\n'],
  ['an event without an object', '{"type":"ADDED"}\n'],
  ['an object without metadata', '{"type":"ADDED","object":{}}\n'],
])('fails on a line that is %s', async (_, text) => {
  await expect(namesOf(text)).rejects.toMatchObject({ code: 'unavailable', reason: 'broken-answer' })
})

test('fails on a line without an end instead of keeping it all', async () => {
  let sent = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      sent += 1
      yield Buffer.alloc(1024 * 1024, 'x')
    }
  }
  const read = async () => {
    for await (const _ of readWatchStream(endless())) expect.unreachable()
  }
  await expect(read()).rejects.toMatchObject({ reason: 'broken-answer' })
  expect(sent).toBe(9)
})
