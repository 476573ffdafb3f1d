import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Code that comes when it is needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

afterEach(cleanup);
