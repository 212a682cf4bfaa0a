import { listProviders, type Provider, type ProviderLine } from './provider'

/** Third-party APIs: HTTPS unless it says otherwise. */
export const saasProviders: readonly Provider[] = [
  ...api('Stripe', 'https://status.stripe.com/', [
    { suffixes: ['stripe.com'], service: 'Stripe', source: 'https://docs.stripe.com/api' },
  ]),
  ...api('PayPal', 'https://www.paypal-status.com/', [
    { suffixes: ['paypal.com'], service: 'PayPal', source: 'https://developer.paypal.com/api/rest/' },
  ]),
  ...api('Adyen', 'https://status.adyen.com/', [
    {
      suffixes: ['adyen.com', 'adyenpayments.com'],
      service: 'Adyen',
      source: 'https://docs.adyen.com/development-resources/live-endpoints/',
    },
  ]),
  ...api('Square', 'https://www.issquareup.com/', [
    { suffixes: ['squareup.com'], service: 'Square', source: 'https://developer.squareup.com/reference/square' },
  ]),
  ...api('Plaid', 'https://status.plaid.com/', [
    { suffixes: ['plaid.com'], service: 'Plaid', source: 'https://plaid.com/docs/api/' },
  ]),
  ...api('Shopify', 'https://www.shopifystatus.com/', [
    { suffixes: ['myshopify.com'], service: 'Shopify', source: 'https://shopify.dev/docs/api/admin-rest' },
  ]),
  ...api('Twilio', 'https://status.twilio.com/', [
    { suffixes: ['twilio.com'], service: 'Twilio', source: 'https://www.twilio.com/docs/usage/api' },
  ]),
  ...api('Twilio', 'https://status.sendgrid.com/', [
    {
      suffixes: ['smtp.sendgrid.net'],
      service: 'SendGrid SMTP',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      source: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/getting-started-smtp',
    },
    {
      suffixes: ['api.sendgrid.com', 'sendgrid.net'],
      service: 'SendGrid',
      source: 'https://www.twilio.com/docs/sendgrid/api-reference',
    },
  ]),
  ...api('Mailgun', 'https://status.mailgun.com/', [
    {
      suffixes: ['smtp.mailgun.org', 'smtp.eu.mailgun.org'],
      service: 'Mailgun SMTP',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp',
    },
    {
      suffixes: ['api.mailgun.net', 'api.eu.mailgun.net'],
      service: 'Mailgun',
      source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/openapi-final/tag/Messages/',
    },
  ]),
  ...api('Postmark', 'https://status.postmarkapp.com/', [
    {
      suffixes: ['smtp.postmarkapp.com'],
      service: 'Postmark SMTP',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      source: 'https://postmarkapp.com/developer/user-guide/send-email-with-smtp',
    },
    {
      suffixes: ['api.postmarkapp.com'],
      service: 'Postmark',
      source: 'https://postmarkapp.com/developer/api/overview',
    },
  ]),
  ...api('Mailchimp', 'https://status.mailchimp.com/', [
    {
      suffixes: ['smtp.mandrillapp.com'],
      service: 'Mailchimp Transactional SMTP',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      source: 'https://mailchimp.com/developer/transactional/docs/smtp-integration/',
    },
  ]),
  ...api('Microsoft 365', 'https://status.cloud.microsoft/', [
    {
      suffixes: ['smtp.office365.com'],
      service: 'Exchange Online',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
    },
  ]),
  ...api('Slack', 'https://slack-status.com/', [
    { suffixes: ['slack.com'], service: 'Slack', source: 'https://api.slack.com/messaging/webhooks' },
  ]),
  ...api('GitHub', 'https://www.githubstatus.com/', [
    {
      suffixes: ['github.com', 'ghcr.io'],
      service: 'GitHub',
      source: 'https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api',
    },
  ]),
  ...api('GitLab', 'https://status.gitlab.com/', [
    { suffixes: ['gitlab.com'], service: 'GitLab', source: 'https://docs.gitlab.com/api/rest/' },
  ]),
  ...api('Atlassian', 'https://status.atlassian.com/', [
    {
      suffixes: ['atlassian.net'],
      service: 'Atlassian Cloud',
      source: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/',
    },
  ]),
  ...api('Salesforce', 'https://status.salesforce.com/', [
    {
      suffixes: ['salesforce.com'],
      service: 'Salesforce',
      source: 'https://help.salesforce.com/s/articleView?id=sf.domain_name_url_formats.htm',
    },
  ]),
  ...api('Zendesk', 'https://status.zendesk.com/', [
    {
      suffixes: ['zendesk.com'],
      service: 'Zendesk',
      source: 'https://developer.zendesk.com/api-reference/introduction/requests/',
    },
  ]),
  ...api('HubSpot', 'https://status.hubspot.com/', [
    { suffixes: ['hubapi.com'], service: 'HubSpot', source: 'https://developers.hubspot.com/docs/api/overview' },
  ]),
  ...api('Auth0', 'https://status.auth0.com/', [
    {
      suffixes: ['auth0.com'],
      service: 'Auth0',
      source: 'https://auth0.com/docs/get-started/auth0-overview/create-tenants',
    },
  ]),
  ...api('Okta', 'https://status.okta.com/', [
    {
      suffixes: ['okta.com', 'okta-emea.com', 'oktapreview.com'],
      service: 'Okta',
      source: 'https://developer.okta.com/docs/concepts/okta-organizations/',
    },
  ]),
  ...api('Datadog', 'https://status.datadoghq.com/', [
    {
      suffixes: ['datadoghq.com', 'datadoghq.eu', 'ddog-gov.com'],
      service: 'Datadog',
      source: 'https://docs.datadoghq.com/getting_started/site/',
    },
  ]),
  ...api('New Relic', 'https://status.newrelic.com/', [
    {
      suffixes: ['newrelic.com', 'nr-data.net'],
      service: 'New Relic',
      source: 'https://docs.newrelic.com/docs/new-relic-solutions/get-started/networks/',
    },
  ]),
  ...api('Sentry', 'https://status.sentry.io/', [
    { suffixes: ['sentry.io'], service: 'Sentry', source: 'https://docs.sentry.io/concepts/key-terms/dsn-explainer/' },
  ]),
  ...api('PagerDuty', 'https://status.pagerduty.com/', [
    {
      suffixes: ['pagerduty.com'],
      service: 'PagerDuty',
      source: 'https://developer.pagerduty.com/docs/events-api-v2/overview/',
    },
  ]),
  ...api('OpenAI', 'https://status.openai.com/', [
    { suffixes: ['openai.com'], service: 'OpenAI', source: 'https://platform.openai.com/docs/api-reference' },
  ]),
  ...api('Anthropic', 'https://status.anthropic.com/', [
    { suffixes: ['anthropic.com'], service: 'Claude', source: 'https://docs.anthropic.com/en/api/overview' },
  ]),
]

function api(provider: string, statusPage: string, lines: readonly ProviderLine[]): Provider[] {
  return listProviders({ provider, category: 'saas-api', statusPage }, lines)
}
