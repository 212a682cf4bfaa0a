import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPacked, packText, unpackText } from '@/lib/client/packed-text'

const packed = async (text: string) => (await packText(text)) ?? expect.fail('was not packed')

describe('a packed text', () => {
  it('is what was packed, whatever it is, in characters that an address leaves alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 2000 }), async (text) => {
        const made = await packed(text)
        expect(made).toMatch(/^z\.[\w-]+$/)
        expect(await unpackText(made)).toEqual({ text })
      }),
      { numRuns: 50 },
    )
  })

  it('is told from JSON', async () => {
    expect(isPacked(await packed('{}'))).toBe(true)
    expect(isPacked('{"kind":"delete"}')).toBe(false)
  })

  it('is shorter than a manifest of many lines', async () => {
    const text = Array.from(
      { length: 400 },
      (_, line) => `    example.com/note-${line}: what is to be known of line ${line}`,
    )
    expect((await packed(text.join('\n'))).length).toBeLessThan(6000)
  })

  it.each([
    ['of more than 64 KiB', 'x'.repeat(65_537)],
    [
      'that does not become short',
      Array.from({ length: 9000 }, (_, at) => ((at * at * 7919) % 99_991).toString(36)).join(''),
    ],
  ])('is none of a text %s', async (_, text) => {
    expect(await packText(text)).toBeNull()
  })

  it('that was cut, or changed in any one character, is damaged', async () => {
    const made = await packed('{"kind":"retarget","target":"db-1.example.com"}'.repeat(4))
    for (let at = 2; at < made.length; at++) {
      const other = made[at] === 'A' ? 'B' : 'A'
      const found = await unpackText(made.slice(0, at) + other + made.slice(at + 1))
      // The last bits of base64url mean nothing.
      if (at < made.length - 1) expect(found, `at ${at}`).toEqual({ refusal: 'damaged' })
      if (at < made.length - 1) expect(await unpackText(made.slice(0, at))).toEqual({ refusal: 'damaged' })
    }
    expect(await unpackText(`${made}AAAA`)).toEqual({ refusal: 'damaged' })
    expect(await unpackText('z.')).toEqual({ refusal: 'damaged' })
    expect(await unpackText('z.%%')).toEqual({ refusal: 'damaged' })
  })

  it('is never inflated beyond 64 KiB', async () => {
    const of = (length: number) => `z.${deflateSync('x'.repeat(length)).toString('base64url')}`
    expect(await unpackText(of(65_536))).toEqual({ text: 'x'.repeat(65_536) })
    expect(of(4_000_000).length).toBeLessThan(6000)
    expect(await unpackText(of(4_000_000))).toEqual({ refusal: 'too-long' })
  })

  it('of more than 6,000 characters is not looked at', async () => {
    expect(await unpackText(`z.${'A'.repeat(6000)}`)).toEqual({ refusal: 'too-long' })
  })

  it('that is no UTF-8 inside is damaged', async () => {
    expect(await unpackText(`z.${deflateSync(Buffer.from([0xff, 0xfe])).toString('base64url')}`)).toEqual({
      refusal: 'damaged',
    })
  })
})
