using System.Text;

namespace Labs.Framework.Wire;

/// <summary>A text for a reader, of limited length.</summary>
internal sealed class Description(StringBuilder text)
{
    private const int LengthMax = 400;
    private const int TextMax = 64;
    private const int BytesMax = 32;
    private const int ItemsMax = 8;
    private readonly int _end = text.Length + LengthMax;

    /// <summary>Whether more would be cut off, so that writers can stop.</summary>
    public bool IsFull => text.Length > _end;

    public void Append(string part) => text.Append(part);

    public void AppendText(string value)
    {
        text.Append('"');
        foreach (char c in value.AsSpan(0, Math.Min(value.Length, TextMax)))
            AppendEscaped(c);
        text.Append('"');
        if (value.Length > TextMax)
            text.Append("... ").Append(value.Length).Append(" characters");
    }

    public void AppendCharacter(char value)
    {
        text.Append('\'');
        AppendEscaped(value);
        text.Append('\'');
    }

    public void AppendBytes(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, BytesMax)];
        if (head.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0)
        {
            text.Append('"');
            foreach (byte b in head)
                AppendEscaped((char)b);
            text.Append('"');
        }
        else
        {
            text.Append("0x").Append(Convert.ToHexString(head));
        }

        if (bytes.Length > BytesMax)
            text.Append("... ").Append(bytes.Length).Append(" bytes");
    }

    public void AppendItems<T>(ReadOnlySpan<T> items, Shape<T> shape)
    {
        text.Append('[');
        for (int i = 0; i < items.Length && !IsFull; i++)
        {
            if (i > 0)
                text.Append(", ");
            if (i == ItemsMax)
            {
                text.Append("... ").Append(items.Length - i).Append(" more");
                break;
            }

            shape.Describe(items[i], this);
        }

        text.Append(']');
    }

    public void AppendEntries<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries, Shape<TKey> key, Shape<TValue> value)
    {
        text.Append('{');
        int count = 0;
        foreach (var entry in entries)
        {
            if (count++ >= ItemsMax || IsFull)
                continue;
            text.Append(count == 1 ? " " : ", ");
            key.Describe(entry.Key, this);
            text.Append(": ");
            value.Describe(entry.Value, this);
        }

        if (count > ItemsMax)
            text.Append(", ... ").Append(count - ItemsMax).Append(" more");
        text.Append(" }");
    }

    /// <summary>Cuts what is too long.</summary>
    public void Finish()
    {
        if (!IsFull)
            return;
        text.Length = _end;
        text.Append("...");
    }

    private void AppendEscaped(char c)
    {
        if (c is '"' or '\\')
            text.Append('\\').Append(c);
        else if (char.IsControl(c) || char.IsSurrogate(c))
            text.Append("\\u").Append(((int)c).ToString("X4"));
        else
            text.Append(c);
    }
}
