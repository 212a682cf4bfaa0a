import { finishOidc } from '@/lib/http/oidc-routes'

export const GET = finishOidc
