/** The one place that builds addresses. */
export const paths = {
  trpc: '/api/v1/trpc',
  uploadResume: '/api/v1/resumes',
  health: '/api/v1/health',
  openapi: '/api/v1/openapi.json',
  sendCode: '/api/auth/email-otp/send-verification-otp',
  signIn: '/api/auth/sign-in/email-otp',
  signOut: '/api/auth/sign-out',
} as const
