using System.Globalization;
using System.Threading.Channels;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Utils;
using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Mail;

/// <summary>Sends one letter at a time, each over a connection of its own.</summary>
internal sealed partial class SmtpMail(Settings settings, TimeProvider time, ILogger<SmtpMail> logger) : BackgroundService, IMail
{
    private const int LettersThatWait = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // per letter, from writing it to the last reply

    private readonly Channel<Func<CancellationToken, Task<Letter?>>> _queue =
        Channel.CreateBounded<Func<CancellationToken, Task<Letter?>>>(LettersThatWait);

    public void Send(Letter letter) => Send(_ => Task.FromResult<Letter?>(letter));

    public void Send(Func<CancellationToken, Task<Letter?>> write)
    {
        _ = Smtp;
        if (!_queue.Writer.TryWrite(write))
        {
            LogFull(logger, LettersThatWait);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var underWay = 0;
        try
        {
            await foreach (var write in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                underWay = 1;
                await SendAsync(write, stoppingToken);
                underWay = 0;
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            var lost = underWay + _queue.Reader.Count;
            if (lost > 0)
            {
                LogLost(logger, lost);
            }
        }
    }

    private SmtpSettings Smtp => settings.Smtp ?? throw new InvalidOperationException("No mail server is set.");

    private async Task SendAsync(Func<CancellationToken, Task<Letter?>> write, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            if (await write(patience.Token) is { } letter)
            {
                await SendAsync(letter, patience.Token);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogFailure(logger, WordFor(failure));
        }
    }

    private async Task SendAsync(Letter letter, CancellationToken ct)
    {
        using var mail = MessageOf(letter);
        using var client = await SmtpLine.OpenAsync(Smtp, ct);
        await client.SendAsync(mail, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    private MimeMessage MessageOf(Letter letter)
    {
        var from = MailboxAddress.Parse(Smtp.From);
        var mail = new MimeMessage
        {
            MessageId = MimeUtils.GenerateMessageId(from.Domain), // else it reveals the name of this machine
            Date = time.Now(),
            Subject = letter.Subject,
            Body = new TextPart("plain") { Text = letter.Text },
        };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress(null, letter.To.Value));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // no out-of-office replies (RFC 3834)
        return mail;
    }

    /// <summary>Not the message of the failure: servers repeat the recipient's address in it.</summary>
    private static string WordFor(Exception failure) => failure is SmtpCommandException answer
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.ErrorCode}")
        : failure.GetType().Name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail could not be sent: {Why}")]
    private static partial void LogFailure(ILogger logger, string why);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A mail was not sent, because {Count} are waiting already; does the mail server answer?")]
    private static partial void LogFull(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mails that were not sent at the stop, and are lost: {Count}")]
    private static partial void LogLost(ILogger logger, int count);
}
