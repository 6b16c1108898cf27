/** What every answer tells the browser not to do. Each line's reason: docs/adr/0022. */

export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': policy({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      'font-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    }),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** For files of people's own: shown in the browser they may draw themselves and nothing else, on an origin of their own. */
export const filePolicy = (type: string) =>
  type.startsWith('application/pdf')
    ? policy({
        'default-src': "'none'",
        'object-src': "'self'",
        'style-src': "'unsafe-inline'",
        'frame-ancestors': "'none'",
      })
    : policy({
        'default-src': "'none'",
        'style-src': "'unsafe-inline'",
        'img-src': 'data:',
        'frame-ancestors': "'none'",
        sandbox: '',
      })

const policy = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ')
