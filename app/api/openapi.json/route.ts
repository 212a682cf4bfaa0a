import { describeApi } from '@/lib/http/open-routes'

export const GET = describeApi
