import { reviewOperations } from '@/lib/contract/review-operations'
import { defineRoute } from '@/lib/http/define-route'
import { decideReviews } from '@/lib/server/review/decide-reviews'
import { listReviews } from '@/lib/server/review/list-reviews'

export const GET = defineRoute(reviewOperations.listReviews, async ({ runtime, identity, query }) => ({
  value: await listReviews(runtime, identity, query),
}))

export const POST = defineRoute(reviewOperations.createReview, async ({ runtime, identity, body }) => ({
  status: body.items.length === 1 ? 201 : 200,
  value: await decideReviews(runtime, identity, body),
}))
