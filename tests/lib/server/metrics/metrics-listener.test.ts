import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { listenForMetrics, type MetricsListener } from '@/lib/server/metrics/metrics-listener'

const open: MetricsListener[] = []

afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close()
})

const pieces = [Buffer.from('up 1\n'), Buffer.from('down 0\n')]

async function listen(read = async () => ({ contentType: 'text/plain', pieces })): Promise<number> {
  const listener = await listenForMetrics({ host: '127.0.0.1', port: 0 }, read)
  open.push(listener)
  return listener.port
}

function ask(port: number, { path = '/metrics', method = 'GET', host = `127.0.0.1:${port}` } = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })
}

describe('the listener for metrics', () => {
  test('answers GET /metrics', async () => {
    expect(await ask(await listen())).toEqual({ status: 200, body: 'up 1\ndown 0\n' })
  })

  test('packs what it says for who asks for that, as Prometheus does', async () => {
    const port = await listen()
    const packed = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { 'accept-encoding': 'deflate, gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(await packed.text()).toBe('up 1\ndown 0\n')
    const plain = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
  })

  test.each([
    [404, { path: '/' }],
    [405, { method: 'POST' }],
    [421, { host: 'evil.example' }],
    [421, { host: 'localhost.evil.example:80' }],
  ])('answers %d to %o', async (status, options) => {
    expect((await ask(await listen(), options)).status).toBe(status)
  })

  test.each(['localhost', '10.0.0.7:9100', '[2001:db8::1]:9100'])('is read under the address %s', async (host) => {
    expect((await ask(await listen(), { host })).status).toBe(200)
  })

  test('says so when they cannot be read, without the reason', async () => {
    const port = await listen(() => Promise.reject(new Error('secret')))
    const answer = await ask(port)
    expect(answer.status).toBe(500)
    expect(answer.body).not.toContain('secret')
  })

  test('says that the address is taken', async () => {
    const port = await listen()
    await expect(
      listenForMetrics({ host: '127.0.0.1', port }, async () => ({ contentType: '', pieces: [] })),
    ).rejects.toThrow('EADDRINUSE')
  })
})
