import { listProviders } from './provider'

const docs = 'https://docs.aws.amazon.com'

/** APIs, load balancers, content delivery and computing of Amazon Web Services. */
export const awsWebProviders = listProviders(
  { provider: 'AWS', category: 'saas-api', statusPage: 'https://health.aws.amazon.com/health/status' },
  [
    {
      suffixes: ['email-smtp.*.amazonaws.com'],
      service: 'SES',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      source: `${docs}/general/latest/gr/ses.html`,
    },
    {
      suffixes: ['execute-api.*.amazonaws.com', 'execute-api.*.amazonaws.com.cn'],
      service: 'API Gateway',
      source: `${docs}/general/latest/gr/apigateway.html`,
    },
    {
      suffixes: ['lambda-url.*.on.aws'],
      service: 'Lambda',
      source: `${docs}/lambda/latest/dg/urls-configuration.html`,
    },
    { suffixes: ['sns.*.amazonaws.com'], service: 'SNS', source: `${docs}/general/latest/gr/sns.html` },
    { suffixes: ['sts.*.amazonaws.com'], service: 'STS', source: `${docs}/general/latest/gr/sts.html` },
    { suffixes: ['kms.*.amazonaws.com'], service: 'KMS', source: `${docs}/general/latest/gr/kms.html` },
    {
      suffixes: ['secretsmanager.*.amazonaws.com'],
      service: 'Secrets Manager',
      source: `${docs}/general/latest/gr/asm.html`,
    },
    {
      suffixes: ['elb.amazonaws.com', 'elb.*.amazonaws.com', 'elb.amazonaws.com.cn', 'elb.*.amazonaws.com.cn'],
      service: 'Elastic Load Balancing',
      category: 'load-balancer',
      defaultPort: null,
      tlsMode: 'none',
      privateIpsNormal: true,
      source: `${docs}/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html`,
    },
    {
      suffixes: ['awsglobalaccelerator.com'],
      service: 'Global Accelerator',
      category: 'load-balancer',
      defaultPort: null,
      tlsMode: 'none',
      source: `${docs}/global-accelerator/latest/dg/dns-addressing-custom-domains.dns-addressing.html`,
    },
    {
      suffixes: ['vpce.amazonaws.com', 'vpce.amazonaws.com.cn'],
      service: 'PrivateLink',
      category: 'load-balancer',
      defaultPort: null,
      tlsMode: 'none',
      privateIpsNormal: true,
      source: `${docs}/vpc/latest/privatelink/privatelink-access-aws-services.html`,
    },
    {
      suffixes: ['cloudfront.net'],
      service: 'CloudFront',
      category: 'cdn',
      source: `${docs}/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html`,
    },
    {
      suffixes: ['elasticbeanstalk.com'],
      service: 'Elastic Beanstalk',
      category: 'web',
      claimableByName: true,
      source: `${docs}/elasticbeanstalk/latest/dg/customdomains.html`,
    },
    {
      suffixes: ['awsapprunner.com'],
      service: 'App Runner',
      category: 'web',
      source: `${docs}/apprunner/latest/dg/manage-custom-domains.html`,
    },
    {
      suffixes: ['amplifyapp.com'],
      service: 'Amplify',
      category: 'web',
      source: `${docs}/amplify/latest/userguide/custom-domains.html`,
    },
    {
      suffixes: ['compute.amazonaws.com', 'compute-1.amazonaws.com', 'compute.amazonaws.com.cn'],
      service: 'EC2',
      category: 'web',
      defaultPort: null,
      tlsMode: 'none',
      privateIpsNormal: true,
      source: `${docs}/vpc/latest/userguide/vpc-dns.html`,
    },
    {
      suffixes: ['eks.amazonaws.com'],
      service: 'EKS',
      category: 'web',
      privateIpsNormal: true,
      source: `${docs}/eks/latest/userguide/cluster-endpoint.html`,
    },
  ],
)
