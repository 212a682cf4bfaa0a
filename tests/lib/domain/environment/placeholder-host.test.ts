import { expect, test } from 'vitest'
import { isPlaceholderHost } from '@/lib/domain/environment/placeholder-host'

test.each([
  ['placeholder.example.com', true],
  ['db.example.org', true],
  ['placeholder.company.com', true],
  ['changeme.company.com', true],
  ['replace-me.company.com', true],
  ['anything.invalid', true],
  ['partner-example.com', false],
  ['placeholders.company.com', false],
  ['shop.quillmoor.example', false],
])('%s was left in to be replaced: %s', (host, isPlaceholder) => {
  expect(isPlaceholderHost(host)).toBe(isPlaceholder)
})
