import { readyz } from '@/lib/http/open-routes'

export const GET = readyz
