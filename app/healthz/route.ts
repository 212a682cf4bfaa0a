import { healthz } from '@/lib/http/open-routes'

export const GET = healthz
