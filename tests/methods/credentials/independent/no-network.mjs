// In the place of @digitalbazaar/http-client: nothing is fetched.
const refuse = async () => {
  throw new Error('Nothing is fetched.');
};
export const httpClient = {get: refuse, post: refuse, extend: () => httpClient};
export const kyPromise = Promise.resolve(httpClient);
export const DEFAULT_HEADERS = {};
