using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrossSell.Tool;

/// <summary>Texts as JSON strings; letters of every language stay readable.</summary>
internal static class JsonText
{
    public static byte[] Quoted(string value)
    {
        ReadOnlySpan<byte> inner = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        byte[] quoted = new byte[inner.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        inner.CopyTo(quoted.AsSpan(1));
        return quoted;
    }
}
