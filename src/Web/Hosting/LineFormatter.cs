using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Writes each entry of the log as one line: the time, the level, the category and the message. What others sent may be part of
/// a message or an exception, so control characters are escaped, which could forge a line or command a terminal, and what is
/// longer than a person reads is cut.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";
    private const int Longest = 8 * 1024; // characters; an exception with its stack trace fits

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder();
        Append(line, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } failure)
        {
            Append(line.Append(' '), failure.ToString());
        }

        textWriter.WriteLine(
            $"{time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)} "
            + $"{NameOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {line}");
    }

    private static void Append(StringBuilder line, string text)
    {
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            // U+2028 and U+2029 end a line too, and those of bidirectional text change the order in which it is read.
            if (char.IsControl(character) || char.GetUnicodeCategory(character) is
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                line.Append(character);
            }
        }

        if (text.Length > Longest)
        {
            line.Append(CultureInfo.InvariantCulture, $"… ({text.Length} characters)");
        }
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical or LogLevel.None => "crit",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
