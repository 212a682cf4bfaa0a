import { beginOidc } from '@/lib/http/oidc-routes'

export const GET = beginOidc
