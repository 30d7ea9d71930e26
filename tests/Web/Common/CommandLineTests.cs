namespace Xtablo.Web.Tests.Common;

public sealed class CommandLineTests
{
    private static readonly Dictionary<string, string> NoSettings = [];

    [Fact]
    public async Task Help_lists_the_verbs()
    {
        var (exitCode, said, _) = await ProgramProcess.RunAsync(NoSettings, "--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("user add --name <name> --email <e-mail> --password-stdin\n", said, StringComparison.Ordinal);
        Assert.Contains("user disable --email <e-mail>\n", said, StringComparison.Ordinal);
        Assert.Contains("user reset-link --email <e-mail>\n", said, StringComparison.Ordinal);
        Assert.Contains("token add --email <e-mail> [--label <text>] [--days <number>] [--tablo <id>]…\n", said, StringComparison.Ordinal);
        Assert.Contains("backup <file>\n", said, StringComparison.Ordinal);
        Assert.Contains("restore <file> | --renew-only\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_on_a_verb_is_about_that_one()
    {
        var (exitCode, said, _) = await ProgramProcess.RunAsync(NoSettings, "user", "disable", "--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("user disable", said, StringComparison.Ordinal);
        Assert.DoesNotContain("user add", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'dance' is nothing that Xtablo can do.", "restore <file>", "dance")]
    [InlineData("'user dance' is nothing that Xtablo can do.", "user add", "user", "dance", "--email", "x")]
    [InlineData("'backup' takes the name of one file.", "backup <file>", "backup")]
    [InlineData("'backup' takes the name of one file.", "backup <file>", "backup", "one", "two")]
    [InlineData("'user disable' needs --email.", "user disable --email <e-mail>", "user", "disable")]
    [InlineData("--email needs a value.", "user disable --email <e-mail>", "user", "disable", "--email")]
    [InlineData("'user disable' knows no option --mail.", "user disable --email <e-mail>", "user", "disable", "--mail=ada@example.org")]
    [InlineData("'ada@example.org' is too much for 'user disable'.", "--email <e-mail>", "user", "disable", "--email=a@b.c", "ada@example.org")]
    [InlineData("--password-stdin takes no value.", "user add", "user", "add", "--name", "Ada", "--email", "a@b.c", "--password-stdin=secret")]
    [InlineData("'restore' takes 'backup.db' or --renew-only, and not both.", "restore <file> | --renew-only", "restore", "backup.db", "--renew-only")]
    public async Task What_it_cannot_do_it_says_with_what_it_can(string sentence, string usage, params string[] arguments)
    {
        var (exitCode, output, said) = await ProgramProcess.RunAsync(NoSettings, arguments);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith(sentence, said, StringComparison.Ordinal);
        Assert.Contains(usage, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
