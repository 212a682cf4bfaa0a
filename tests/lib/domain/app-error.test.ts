import { describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/domain/app-error'

describe('AppError', () => {
  it('is known by a second copy of its class, as bundles hold one each', async () => {
    vi.resetModules()
    const copy = await import('@/lib/domain/app-error')
    expect(copy.AppError).not.toBe(AppError)
    expect(new copy.AppError('conflict', 'changed since')).toBeInstanceOf(AppError)
    expect(new AppError('conflict', 'changed since')).toBeInstanceOf(copy.AppError)
  })

  it('does not take other failures for its own', () => {
    expect(new Error('plain')).not.toBeInstanceOf(AppError)
    expect({ name: 'AppError', code: 'conflict' }).not.toBeInstanceOf(AppError)
    expect(null).not.toBeInstanceOf(AppError)
  })

  it('is an Error with its cause, and names the broad code when there is no finer one', () => {
    const cause = new Error('socket closed')
    const error = new AppError('unavailable', 'No answer.', { cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ message: 'No answer.', cause, code: 'unavailable', reason: 'unavailable' })
  })
})
