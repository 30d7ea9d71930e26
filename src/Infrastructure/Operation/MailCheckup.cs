using System.Net.Sockets;
using MailKit.Security;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Mail;

namespace Xtablo.Infrastructure.Operation;

/// <summary>Whether the mail server lets Xtablo in. Nothing is sent.</summary>
internal sealed class MailCheckup(Settings settings) : ICheckup
{
    public string Subject => "mail";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (settings.Smtp is not { } smtp)
        {
            return [Finding.Well("mail: no server is set, and none is sent")];
        }

        try
        {
            using var client = await SmtpLine.OpenAsync(smtp, ct);
            var how = client.IsSecure ? " with TLS" : "";
            var who = client.IsAuthenticated ? $", and lets '{smtp.User}' in" : "";
            await client.DisconnectAsync(quit: true, ct);
            return [Finding.Well($"mail: {smtp} answers{how}{who}")];
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return [new($"mail: {smtp}: {failure.GetBaseException().Message.TrimEnd('.')}", RemedyFor(failure))];
        }
    }

    private static string RemedyFor(Exception failure) => failure switch
    {
        AuthenticationException => "Set Xtablo__Smtp__User and Xtablo__Smtp__Password as the mail server knows them.",
        SslHandshakeException =>
            "Its certificate must be for the name in Xtablo__Smtp__Host; port 465 is TLS from the start, 587 is not.",
        NotSupportedException => "It offers no TLS or no way to sign in: choose its port for submission (587 or 465).",
        SocketException => "Look at Xtablo__Smtp__Host and Xtablo__Smtp__Port, and whether a firewall lets them through.",
        _ => "Look at the log of the mail server, and whether Xtablo__Smtp__Port is its port for submission (587 or 465).",
    };
}
