import { expect, test, vi } from 'vitest'
import { AppError } from '@/lib/domain/app-error'

test('is known as itself when it comes from another bundle of the same process', async () => {
  vi.resetModules()
  const other = await import('@/lib/domain/app-error')
  expect(other.AppError).not.toBe(AppError)
  expect(new other.AppError('conflict', 'It changed.')).toBeInstanceOf(AppError)
  expect(new Error('other')).not.toBeInstanceOf(AppError)
  expect(null).not.toBeInstanceOf(AppError)
})
