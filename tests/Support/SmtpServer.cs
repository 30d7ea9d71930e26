using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Xtablo.Tests.Support;

/// <summary>A mail as it came over the wire.</summary>
/// <param name="Raw">Headers and body, with CRLF, dots unstuffed.</param>
public sealed record ReceivedMail(string From, string To, string Raw, string? User, string? Password);

/// <summary>A real SMTP server on the loopback (RFC 5321, with AUTH PLAIN) that keeps what it is sent.</summary>
public sealed class SmtpServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<ReceivedMail> _mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly CancellationTokenSource _stopped = new();

    public SmtpServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it answers to RCPT; anything but 2xx refuses the mail.</summary>
    public string AnswerToRecipient { get; set; } = "250 OK";

    /// <summary>What it answers to AUTH; anything but 235 lets nobody in.</summary>
    public string AnswerToSignIn { get; set; } = "235 OK";

    /// <summary>How many refusals it has given.</summary>
    public int Refused { get; private set; }

    public async Task<ReceivedMail> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await _mails.Reader.ReadAsync(patience.Token);
    }

    /// <summary>True when a mail has come that nobody has taken.</summary>
    public bool HasMore => _mails.Reader.TryPeek(out _);

    public void Dispose()
    {
        _stopped.Cancel();
        _listener.Dispose();
        _stopped.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopped.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // It was stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var line = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var (from, to, user, password) = ("", "", (string?)null, (string?)null);
        while (await reader.ReadLineAsync() is { } command)
        {
            var verb = command.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN");
                    break;
                case "AUTH":
                    var parts = Encoding.UTF8.GetString(Convert.FromBase64String(command.Split(' ')[2])).Split('\0');
                    (user, password) = (parts[1], parts[2]);
                    await writer.WriteLineAsync(AnswerToSignIn);
                    break;
                case "MAIL":
                    from = AddressIn(command);
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "RCPT":
                    to = AddressIn(command);
                    var answer = AnswerToRecipient;
                    await writer.WriteLineAsync(answer.Replace("{to}", to, StringComparison.Ordinal));
                    Refused += answer.StartsWith('2') ? 0 : 1; // only now may a test change the answer
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var mail = new ReceivedMail(from, to, await ReadMailAsync(reader), user, password);
                    await writer.WriteLineAsync("250 OK");
                    _mails.Writer.TryWrite(mail);
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 OK");
                    break;
            }
        }
    }

    private static string AddressIn(string command) => command.Split('<', '>')[1];

    private static async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return mail.ToString();
    }
}
