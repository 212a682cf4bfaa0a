import { expect, test } from 'vitest'
import { TtlMemory } from '@/lib/dns/ttl-memory'

test('gives the highest TTL seen of a record', () => {
  const memory = new TtlMemory(10)
  expect([30, 12, 60, 1].map((ttl) => memory.see('a', ttl))).toEqual([30, 30, 60, 60])
})

test('keeps what is seen again and again, and forgets what is not', () => {
  const memory = new TtlMemory(10)
  memory.see('kept', 300)
  memory.see('left', 300)
  for (let index = 0; index < 100; index += 1) {
    memory.see(`n${index}`, 1)
    memory.see('kept', 2)
  }
  expect(memory.see('kept', 3)).toBe(300)
  expect(memory.see('left', 3)).toBe(3)
})
