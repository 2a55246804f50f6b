package org.moqj.tests.offenders.core.internal;

import java.util.logging.Logger;

final class UsesJavaUtilLogging {
    Logger logger;
}
