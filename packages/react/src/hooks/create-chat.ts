export { createChat } from '@dify-oapi/core';
