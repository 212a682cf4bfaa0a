import { describe, expect, it } from 'vitest'
import { environmentProxy } from '@/lib/domain/proxy/environment-proxy'

const proxy = 'http://proxy.corp:3128'

describe('the proxy of the environment', () => {
  it.each([
    ['https://api.prod.corp:6443', { HTTPS_PROXY: proxy }, `${proxy}/`],
    ['https://api.prod.corp:6443', { https_proxy: proxy }, `${proxy}/`],
    ['https://api.prod.corp:6443', { HTTPS_PROXY: proxy, https_proxy: 'http://other:1' }, `${proxy}/`],
    ['https://api.prod.corp:6443', { HTTPS_PROXY: '', https_proxy: proxy }, `${proxy}/`],
    ['https://api.prod.corp:6443', { HTTP_PROXY: proxy }, null],
    ['http://api.prod.corp', { HTTP_PROXY: proxy }, `${proxy}/`],
    ['http://api.prod.corp', { HTTPS_PROXY: proxy }, null],
    ['https://api.prod.corp', { HTTPS_PROXY: 'proxy.corp:3128' }, `${proxy}/`],
    ['https://api.prod.corp', { HTTPS_PROXY: 'socks5://proxy.corp:1080' }, 'socks5://proxy.corp:1080'],
    ['https://api.prod.corp', { HTTPS_PROXY: 'https://ada:pw@proxy.corp' }, 'https://ada:pw@proxy.corp/'],
    ['https://api.prod.corp', {}, null],
  ])('of %s with %o is %s', (target, env, url) => {
    expect(environmentProxy(new URL(target), env)).toEqual({ url })
  })

  it.each(['https://localhost:6443', 'https://127.0.0.1', 'https://127.9.9.9:6443', 'https://[::1]:6443'])(
    'is none for what runs on this machine: %s',
    (target) => {
      expect(environmentProxy(new URL(target), { HTTPS_PROXY: proxy })).toEqual({ url: null })
    },
  )

  it.each([
    ['https://api.prod.corp:6443', 'corp', true],
    ['https://api.prod.corp:6443', 'prod.corp', true],
    ['https://api.prod.corp:6443', 'PROD.corp', true],
    ['https://api.prod.corp:6443', '.prod.corp', true],
    ['https://api.prod.corp:6443', '*.prod.corp', true],
    ['https://prod.corp', '.prod.corp', false],
    ['https://prod.corp.', 'prod.corp', true],
    ['https://notprod.corp', 'prod.corp', false],
    ['https://api.prod.corp:6443', 'api.prod.corp:6443', true],
    ['https://api.prod.corp:6443', 'api.prod.corp:443', false],
    ['https://api.prod.corp', 'api.prod.corp:443', true],
    ['https://10.96.0.1', '10.96.0.0/12', true],
    ['https://10.112.0.1', '10.96.0.0/12', false],
    ['https://api.corp', '10.96.0.0/12', false],
    ['https://10.96.0.1:6443', '10.96.0.1', true],
    ['https://10.96.0.1:6443', '10.96.0.1:443', false],
    ['https://[fd00::1]:6443', 'fd00::/8', true],
    ['https://[fd00::1]:6443', 'fd00:0::1', true],
    ['https://[fd00::1]:6443', '[fd00::1]:6443', true],
    ['https://[fd00::1]:6443', '[fd00::1]:443', false],
    ['https://api.corp', '*', true],
    ['https://api.corp', 'other, , .else  corp', true],
    ['https://api.corp', '', false],
  ])('of %s with NO_PROXY=%s is spared: %s', (target, noProxy, isSpared) => {
    const env = { HTTPS_PROXY: proxy, NO_PROXY: noProxy }
    expect(environmentProxy(new URL(target), env)).toEqual({ url: isSpared ? null : `${proxy}/` })
  })

  it.each(['ftp://proxy.corp', 'http://', 'http://a b'])('that cannot be used is named, not quoted: %s', (value) => {
    expect(environmentProxy(new URL('https://api.corp'), { HTTPS_PROXY: value })).toEqual({
      problem: 'HTTPS_PROXY is not an http, https or socks5 URL',
    })
  })
})
