import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { validateTarget } from '@/lib/domain/change/validate-target'

function causesOf(target: string) {
  try {
    validateTarget(target)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, causes: error.causes }
  }
  return null
}

describe('validateTarget', () => {
  it.each([
    'api.example.com',
    'api.example.com.',
    '10.0.0.1',
    'localhost',
    'a',
    `${'a'.repeat(64)}.example`,
    'a--b.example',
  ])('takes what the API server takes: %s', (target) => {
    expect(causesOf(target)).toBeNull()
  })

  it.each([
    'Not_A_Host',
    'UPPER.example',
    '*.example',
    'a:80',
    'a..b',
    '-a.example',
    'a-.example',
    'é.example',
    '..',
    ' a',
    '<img src=x>',
  ])('refuses what the API server refuses, naming the field: %s', (target) => {
    const refused = causesOf(target)
    expect(refused).toMatchObject({ code: 'unprocessable', causes: [{ field: 'target' }] })
    expect(refused?.causes[0]?.message).toContain('RFC 1123 subdomain')
  })

  it('refuses nothing at all and more than 253 bytes', () => {
    expect(causesOf('.')?.causes).toEqual([{ field: 'target', message: 'Required value' }])
    expect(causesOf(`${'a.'.repeat(126)}aa`)?.causes[0]?.message).toContain('must be no more than 253 characters')
    expect(causesOf(`${'a.'.repeat(126)}a.`)).toBeNull()
  })
})
