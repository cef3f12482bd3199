/**
 * Takes the place of @aws-sdk/credential-provider-node in the bundles of deployed functions: Lambda hands its role's
 * credentials over in the environment and nowhere else. The chain for laptops (profiles, sign-on, instance metadata)
 * would be more than a third of each bundle.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error('AWS_ACCESS_KEY_ID: is not set; this code runs in AWS Lambda, which sets it');
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  };
};
