import { endByProvider } from '@/lib/http/oidc-routes'

export const POST = endByProvider
