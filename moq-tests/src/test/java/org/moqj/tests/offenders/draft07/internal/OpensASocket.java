package org.moqj.tests.offenders.draft07.internal;

import java.net.Socket;

final class OpensASocket {
    Socket socket;
}
