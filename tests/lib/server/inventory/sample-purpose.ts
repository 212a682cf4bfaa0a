import type { Purpose } from '@/lib/server/inventory/read-purpose'

export const samplePurpose: Purpose = { provider: null, useCase: 'other', because: 'Nothing tells.' }
