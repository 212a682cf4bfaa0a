import { expect, test } from 'vitest'
import { inPromotionOrder, readPromotionOrder } from '@/lib/domain/environment/promotion-order'

test('reads the usual spellings of the order as one environment each', () => {
  expect(readPromotionOrder(['dev', 'Development', 'qa', 'blue-lab', 'PROD'])).toEqual([
    'development',
    'test',
    'blue-lab',
    'production',
  ])
})

test('puts what the order does not name behind it, by name', () => {
  const order = ['development', 'staging', 'production']
  expect(inPromotionOrder(['zoo', 'production', 'lab', 'development', 'zoo'], order)).toEqual([
    'development',
    'production',
    'lab',
    'zoo',
  ])
})
