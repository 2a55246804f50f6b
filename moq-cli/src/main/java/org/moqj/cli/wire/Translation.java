package org.moqj.cli.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What becomes of a request. */
public enum Translation {
    /** {@code {"draft","kind","hex"}} becomes {@code {"ok","type","type_id","length","fields"}}. */
    DECODE {
        @Override
        ObjectNode answer(Request request) throws ProtocolViolation {
            ByteBuf bytes = Unpooled.wrappedBuffer(request.bytes("hex"));
            try {
                return answer(request.codec().decode(bytes));
            } finally {
                bytes.release();
            }
        }

        private ObjectNode answer(Codec.Content content) {
            ObjectNode answer = ok().put("type", content.type());
            content.typeId().ifPresent(typeId -> answer.put("type_id", Long.toString(typeId)));
            answer.put("length", content.length());
            return answer.set("fields", FieldsJson.toJson(content.fields()));
        }
    },
    /** {@code {"draft","kind","type","fields"}} becomes {@code {"ok","hex"}}. */
    ENCODE {
        @Override
        ObjectNode answer(Request request) throws ProtocolViolation {
            ByteBuf out = Unpooled.buffer();
            try {
                request.codec().encode(request.text("type"), request.fields("fields"), out);
                return ok().put("hex", ByteBufUtil.hexDump(out));
            } finally {
                out.release();
            }
        }
    };

    private static ObjectNode ok() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    /** Answers {@code request}. */
    abstract ObjectNode answer(Request request) throws ProtocolViolation;

    /**
     * Answers {@code request}.
     *
     * @throws ProtocolViolation where there is no other answer than what is wrong
     */
    public ObjectNode answer(ObjectNode request) throws ProtocolViolation {
        return answer(new Request(request));
    }
}
