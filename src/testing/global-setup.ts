/** Tests use the Postgres of TEST_DATABASE_URL. */
export default async function setup(): Promise<void> {
  if (!process.env['TEST_DATABASE_URL']) throw new Error('TEST_DATABASE_URL is not set')
}
