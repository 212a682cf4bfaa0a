import { afterEach, expect, test, vi } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { servicesQuerySchema } from '@/lib/contract/services'
import { AppError } from '@/lib/domain/app-error'
import { problemResponse, refusedInput } from '@/lib/http/problem-response'

afterEach(() => vi.restoreAllMocks())

test('maps a failure to problem+json with its causes, warnings and further members', async () => {
  const response = problemResponse(
    new AppError('conflict', 'It changed.', {
      causes: [{ field: 'spec.externalName', message: 'differs' }],
      warnings: ['careful'],
      extra: { seen: { type: 'ExternalName', target: 'a.example' }, status: 1, detail: 'forged' },
    }),
  )
  expect(response.status).toBe(409)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(problemSchema.parse(await response.json())).toMatchObject({
    status: 409,
    code: 'conflict',
    detail: 'It changed.',
    causes: [{ field: 'spec.externalName', message: 'differs' }],
    warnings: ['careful'],
    seen: { target: 'a.example' },
  })
})

test('tells nothing of an unexpected failure but logs it', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = problemResponse(new Error('token abc'))
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('abc')
  expect(log).toHaveBeenCalledOnce()
})

test('says when to come again', () => {
  const response = problemResponse(new AppError('unavailable', 'Away.', { retryAfterSeconds: 3 }))
  expect(response.headers.get('retry-after')).toBe('3')
})

test.each([
  [{ nonsense: '1' }, 'nonsense'],
  [{ limit: '-1' }, 'limit'],
  [{ offset: 'x' }, 'offset'],
  [{ sort: '\0' }, 'sort'],
  [{ severity: 'bad' }, 'severity'],
  [{ '': '' }, 'query'],
])('names the field of %j', (query, field) => {
  const { error } = servicesQuerySchema.safeParse(query)
  if (error === undefined) throw new Error('the schema took it')
  expect(refusedInput('query', error).causes.map((cause) => cause.field)).toContain(field)
})
