package org.moqj.core.spi.transport;

/** Which end of a transport session this is: the one that dialled, or the one that was dialled. */
public enum Perspective {
    CLIENT,
    SERVER
}
