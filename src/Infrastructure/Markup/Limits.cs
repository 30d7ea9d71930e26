namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// How many marks a text may have to be parsed: what takes a parser long has thousands. With these no text of 10,000
/// characters takes longer than a few milliseconds; without them one took half a second.
/// </summary>
internal static class Limits
{
    private const int Brackets = 400;
    private const int Emphasis = 800;
    private const int Others = 800;
    private const int MarksOfALine = 16;
    private const int Indentation = 64;

    public static bool Allow(string source)
    {
        var (brackets, emphasis, others) = (0, 0, 0);
        var fence = default(Fence);
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            if (fence.Takes(line))
            {
                continue;
            }

            brackets += line.Count('[');
            emphasis += line.Count('*') + line.Count('_');
            others += line.Count('~') + line.Count('`') + line.Count('<');
            if (brackets > Brackets || emphasis > Emphasis || others > Others || BeginsTooDeep(line))
            {
                return false;
            }
        }

        return true;
    }

    private static bool BeginsTooDeep(ReadOnlySpan<char> line)
    {
        var (marks, spaces) = (0, 0);
        foreach (var c in line)
        {
            if (c is ' ' or '\t')
            {
                spaces += c is '\t' ? 4 : 1;
            }
            else if (c is '>' or '-' or '*' or '.' or ')') // a digit is of the mark behind it
            {
                marks++;
            }
            else if (!char.IsAsciiDigit(c))
            {
                break;
            }
        }

        return marks > MarksOfALine && line.Length > marks + MarksOfALine || spaces > Indentation;
    }

    /// <summary>
    /// The lines between two fences hold no marks. What is a fence for us alone would hide them: only the plainest is.
    /// </summary>
    private ref struct Fence
    {
        private char _mark;
        private int _length;

        public bool Takes(ReadOnlySpan<char> line)
        {
            var words = line.TrimStart(' ');
            var mark = words.IsEmpty ? default : words[0];
            var length = mark is '`' or '~' ? words.Length - words.TrimStart(mark).Length : 0;
            var isFence = length >= 3 && line.Length - words.Length < 4;
            if (_length is 0)
            {
                if (isFence && line.Length == words.Length && !words[length..].Contains('`'))
                {
                    (_mark, _length) = (mark, length);
                }
            }
            else if (isFence && mark == _mark && length >= _length && words[length..].IsWhiteSpace())
            {
                _length = 0;
            }

            return _length > 0;
        }
    }
}
