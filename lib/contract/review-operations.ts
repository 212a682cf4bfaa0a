import { z } from 'zod'
import { operation } from './operation'
import { reviewAnswerSchema, reviewRequestSchema, reviewsPageSchema, reviewsQuerySchema } from './reviews'

const none = z.strictObject({})

/** Who answers for what, looked at again and again. */
export const reviewOperations = {
  listReviews: operation({
    operationId: 'listReviews',
    method: 'GET',
    path: '/reviews',
    summary: 'The aliases that wait for a review, each with the evidence, and how far each team is',
    params: none,
    query: reviewsQuerySchema,
    body: null,
    response: { kind: 'json', schema: reviewsPageSchema },
    statuses: [200],
  }),
  createReview: operation({
    operationId: 'createReview',
    method: 'POST',
    writes: true,
    path: '/reviews',
    summary:
      'A decision about one alias: 201, or a problem; or the confirmation of several that are as they were: 200 with the result of each',
    params: none,
    query: none,
    body: reviewRequestSchema,
    response: { kind: 'json', schema: reviewAnswerSchema },
    statuses: [201, 200],
  }),
} as const
