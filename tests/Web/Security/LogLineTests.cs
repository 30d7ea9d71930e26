using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Xtablo.Web.Tests.Security;

/// <summary>What the console shows of an entry of the log that has in it what somebody sent.</summary>
public sealed class LogLineTests(SqliteApp app)
{
    [Theory]
    [InlineData("a\r\n2026-11-26T00:00:00Z info: forged")]
    [InlineData("a\nb")]
    [InlineData("\u001b[2J\u001b]0;title\u0007")]
    [InlineData("a\u2028b\u2029c\u0085d\u009b2Je")]
    [InlineData("\u202egnp.exe")]
    public void It_is_one_line_that_commands_no_terminal(string sent)
    {
        var line = Formatted($"Refused {sent}", new InvalidOperationException(sent));

        Assert.EndsWith(Environment.NewLine, line, StringComparison.Ordinal);
        Assert.DoesNotContain(line.TrimEnd('\r', '\n'), character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u202e');
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ warn: Xtablo\.Some\[7\] Refused ", line);
    }

    [Fact]
    public void It_grows_no_longer_than_somebody_reads()
    {
        var line = Formatted(new string('x', 250_000), new InvalidOperationException(new string('y', 250_000)));

        Assert.InRange(line.Length, 1000, 20_000);
        Assert.Contains("(250000 characters)", line, StringComparison.Ordinal);
    }

    private string Formatted(string message, Exception failure)
    {
        var formatter = app.Services.GetServices<ConsoleFormatter>().Single(each => each.Name == "lines");
        using var text = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Warning, "Xtablo.Some", new EventId(7), message, failure, (state, _) => state), scopeProvider: null, text);
        return text.ToString();
    }
}
