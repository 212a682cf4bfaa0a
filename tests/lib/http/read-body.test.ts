import { expect, test } from 'vitest'
import { isJsonContent, maximumBodyBytes, readJsonBody } from '@/lib/http/read-body'

const post = (body: BodyInit) => new Request('http://127.0.0.1/', { method: 'POST', body })

test('reads JSON whose characters are split over chunks', async () => {
  const bytes = new TextEncoder().encode('{"name":"größe"}')
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: stream, duplex: 'half' } as RequestInit)
  await expect(readJsonBody(request)).resolves.toEqual({ name: 'größe' })
})

test.each(['{', '', '{"a":1}}'])('names the body when %j is not JSON', async (text) => {
  await expect(readJsonBody(post(text))).rejects.toMatchObject({ code: 'invalid', causes: [{ field: 'body' }] })
})

test('stops reading past 1 MiB although no length was declared', async () => {
  let sent = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: stream, duplex: 'half' } as RequestInit)
  await expect(readJsonBody(request)).rejects.toMatchObject({ code: 'too-large' })
  expect(sent).toBeLessThan(maximumBodyBytes + 4 * 65_536)
})

test.each([
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['text/plain', false],
  ['application/x-www-form-urlencoded', false],
  [null, false],
])('takes %s as JSON: %s', (type, expected) => {
  expect(isJsonContent(type)).toBe(expected)
})
