using System.Text;

namespace CrossSell.Packages.Tests.House;

/// <summary>C# source with comments and the text of strings blanked out, so that what remains are words of the program.</summary>
internal sealed class CSharpText
{
    private readonly string _source;
    private readonly StringBuilder _code;
    private int _at;

    private CSharpText(string source)
    {
        _source = source;
        _code = new StringBuilder(source.Length);
    }

    /// <summary>The code alone: same length, same lines; comments, strings and characters are spaces, holes of interpolated strings stay.</summary>
    public static string WithoutCommentsAndStrings(string source)
    {
        var text = new CSharpText(source);
        text.Code(insideHole: false);
        return text._code.ToString();
    }

    private char Here => _at < _source.Length ? _source[_at] : '\0';

    private bool Ahead(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void Keep() => _code.Append(_source[_at++]);

    private void Blank(int count = 1)
    {
        for (; count > 0 && _at < _source.Length; count--, _at++)
        {
            _code.Append(_source[_at] is '\n' or '\r' ? _source[_at] : ' ');
        }
    }

    private void Code(bool insideHole)
    {
        int depth = 0;
        while (_at < _source.Length)
        {
            if (insideHole && depth == 0 && Here == '}')
            {
                return;
            }

            if (Ahead("//"))
            {
                int end = _source.IndexOf('\n', _at);
                Blank((end < 0 ? _source.Length : end) - _at);
            }
            else if (Ahead("/*"))
            {
                int end = _source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                Blank((end < 0 ? _source.Length : end + 2) - _at);
            }
            else if (Here == '\'')
            {
                Character();
            }
            else if (!TryString())
            {
                depth += Here is '{' or '(' or '[' ? 1 : Here is '}' or ')' or ']' ? -1 : 0;
                Keep();
            }
        }
    }

    private void Character()
    {
        Blank();
        while (_at < _source.Length && Here is not ('\'' or '\n'))
        {
            Blank(Here == '\\' ? 2 : 1);
        }

        Blank();
    }

    // "plain", @"verbatim", $"interpolated", $@"both", """raw""", $$"""raw, holes in {{two}} braces"""
    private bool TryString()
    {
        int start = _at;
        while (start < _source.Length && _source[start] is '$' or '@')
        {
            start++;
        }

        if (start >= _source.Length || _source[start] != '"')
        {
            return false;
        }

        string prefix = _source[_at..start];
        Blank(prefix.Length);
        int dollars = prefix.Count(c => c == '$');
        int quotes = 0;
        while (_at + quotes < _source.Length && _source[_at + quotes] == '"')
        {
            quotes++;
        }

        if (quotes >= 3)
        {
            Blank(quotes);
            Body(new string('"', quotes), dollars, escapes: false, doubled: false);
        }
        else
        {
            bool verbatim = prefix.Contains('@', StringComparison.Ordinal);
            Blank();
            Body("\"", dollars, escapes: !verbatim, doubled: verbatim);
        }

        return true;
    }

    private void Body(string end, int dollars, bool escapes, bool doubled)
    {
        bool raw = end.Length >= 3;
        string open = new('{', Math.Max(1, dollars));
        while (_at < _source.Length)
        {
            if (escapes && Here == '\\')
            {
                Blank(2);
            }
            else if ((doubled && Ahead("\"\"")) || (dollars > 0 && !raw && Ahead("{{")))
            {
                Blank(2);
            }
            else if (Ahead(end))
            {
                Blank(end.Length);
                return;
            }
            else if (dollars > 0 && Ahead(open))
            {
                Blank(open.Length);
                Code(insideHole: true);
                Blank(open.Length);
            }
            else
            {
                Blank();
            }
        }
    }
}
