using System.Collections.Frozen;

namespace Xtablo.Domain.Accounts;

/// <summary>The words that most passwords are made of, in the languages of those who use Xtablo: our own list.</summary>
internal static class CommonWords
{
    public static readonly FrozenSet<string> All = """
        aaa abc abcd abcdef access achilles admin administrator admins airforce ajax alegria alex alexander alexandra
        alexandre alexis alien aliens always amanda amazing amazon america american amor amores amour andrea andreas andrew
        angel angela angelina angelo angels anna anne annie anthony antonio anything apollo apple apples april aquarius
        aragorn aries army arsenal asdf ashley asshole athena atlanta audi august aurelie australia autumn avatar avengers
        awesome azerty babes baby babyboy babygirl bacon badass badboy badgirl bailey bambi banana barbara barbie barcelona
        bart baseball basketball batman bayern bbb beach bear bears beatles beautiful beauty beckham becky beer bella berlin
        best bestfriend beyonce bigboss bigboy bigdaddy bigdog bilbo bird birdie birthday bisous bitch bitches black blessed
        blessing blue bmw bobmarley bonita bonjour book books boss boston boxing boy boyfriend boys brandon brandy brasil
        brazil britney brittany brooke brother brothers brown bryan bubba bubbles buddy bugatti bugsbunny bulls bullshit bunny
        burger business buster butter butterfly butthead caesar california camaro cameron camille canada cancer candy
        capricorn captain carlos carmen carolina caroline cartman casey cash cassie cat catherine cats catwoman cedric celine
        celtic changeme changethis charles charlie chat chaton chats chatting cheese chelsea cherry cheval chevrolet chevy
        cheyenne chicago chicken chien china chloe chocolat chocolate chouchou chris christ christian christina christine
        christmas christopher church ciao cielo cisco claudia cleopatra clinton cobra cocacola cock coco coconut coffee
        college colonel commando company computer contrasena cookie cookies cool cooldude corazon corona corvette cosmos
        coucou cougar counter courtney cowboys crazy cricket cristiano cristina crystal cunt cute cynthia dad daddy daisy
        dakota dallas dance dancer dancing daniel daniela danielle dark darkness darling database david dead death debbie
        december default demo demon demons dennis denver derek destiny devil diablo diamond diana dick diego digimon disco
        discussion doctor dodgers dog doggy dogs dollar dollars dolphin dolphins donald donna dorothy dortmund doudou douglas
        dragon dragonball dragons dream dreamer dreaming dreams driver drummer ducati duck duke dustin dylan eagle eagles
        earth easter edc eduardo edward eight elaine elizabeth ellen elvis email emily eminem emma energy england enter entrar
        eric erica espana estrella eternity ethan eugene evelyn everton everything evil example facebook faith falcon familia
        family fantastic fantasy father february felipe fernando ferrari ficken fire first fishing five flame flames florence
        florida flower flowers football ford forest forever fortnite four france francis francisco francois frank franklin
        fred freddy frederic freedom friday friend friends friendship frodo fuck fucker fuckme fuckoff fuckyou funny fussball
        futbol gabriel gabriela galaxy gamer games gaming gandalf gangster garfield gatito geheim gemini general george gerald
        germany ghost ghosts giants ginger girl girlfriend girls gloria god godzilla goku gold golden golf golfer golfing
        goodbye goofy google gordon grace graham green greenday gregory guest guinness guitar guitars gustavo hack hacked
        hacker hallo halloween halo hamster hannah happiness happy hardcore harley harold harry harrypotter hase haslo hawk
        heart hearts heather heaven heineken helen hell hello helpdesk hendrix henry hercules hermione hero heroes heslo
        hobbit hockey hogwarts hola holiday holland hollywood homer honda honey hope horny hot hotgirl hotstuff hottie houston
        hulk hunter hunting idiot iloveu iloveyou india infinity inter internet ireland ironman isabel isabella island italy
        jack jackie jackson jacob jaguar jake james january japan jasmine jason jasper jeffrey jehovah jennifer jenny jeremiah
        jeremy jerome jerry jessica jessie jesus jesuschrist jetaime jewel joanna joel john johnny johnson joker jonathan
        jordan jorge jose joseph joshua juan julia julian juliana julie julien juliet july june jupiter justice justin
        juventus karate karen karina katherine kathleen kawasaki kelly kenneth kenny kevin key keyboard keypad keys killer
        killers kimberly king kings kisses kissme kitten kittens kitty knight knights korea kristen kristin kyle lady lakers
        lamborghini lance lapin laptop larry laura lauren laurent lawrence legend legendary legolas lemon lennon leo leonard
        leonardo leopard leslie letmein letter letters liberty libra library liebe lily linda link linkinpark linux lion lions
        lisa liverpool logan login logon london lorenzo lori loser lotus louis louise loulou love lovely loveme lover lovers
        loveyou loving lucas lucia lucifer luck lucky lucy luigi luis luke madison madonna madrid mafia maggie magic magical
        mail maison major mama man manager manchester mango manuel marcelo march marco marcus margaret maria mariana mariano
        marie marilyn marina marine marines mario mariposa mark marlboro marley mars marseille martin martina mason master
        matilda matrix matthew maurice mausi maverick max maxwell may mazda mdp megan melanie melissa member members men
        mercedes mercury merlin message messages messaging messi metal metallica mexico miami michael michel michelle mickey
        microsoft midnight miguel mike mikey milan military million millionaire minecraft minnie miranda misty mitchell molly
        mom mommy monamour monday money monica monika monkey monkeys moon moonlight morgan morpheus motdepasse mother motor
        mountain mountains murder murphy music musica mustang myname mypass mysql mystery mystic nadia naked nancy naomi
        napoleon naruto natalie natasha nathalie nathan navy nelson nemo neo neptune netflix network newyork neymar nicholas
        nicolas nicole night nightmare nina nine ninja nintendo nirvana nissan noah nobody nokia nopassword norman norway
        nothing nounours november nude number numbers nurse ocean october office oliver olivia olivier one open opensesame
        oracle orange orchid oreo orlando oscar pakistan pamela panther papa paper paradise paris parola party pascal pass
        passe passme passphrase passw passwd password passwort pasword patrice patricia patrick paul paula pauline peace peach
        peaches peanut pearl pedro pencil penelope penguin pepper pepsi perfect perro peter peyton philip philippe phillip
        phoenix piano pierre pikachu pimp pink pirate pirates pisces pizza platinum playboy player playstation please pluto
        pokemon poland police polska pony pooh porn porsche portugal postgres potato potter power powerful precious predator
        preston pretty prince princesa princess priscilla private project psg public pumpkin punk puppy purple pussy pwd qaz
        queen quentin qwer qwerty qwertz rabbit racecar racer rachel racing rafael rainbow ralph rambo ramona randy ranger
        rangers raquel raven raymond reader realmadrid rebecca red redsox regina renee ricardo rich richard rihanna rita river
        robbie robert roberta roberto robin roblox rock rocknroll rockstar rocky rodrigo roger roland roll romeo ronald
        ronaldo ronnie rooney root rosa rose rosemary roses rosie royal rugby runner running russell russia rusty ruth ryan
        sabrina sadie sagittarius sakura salasana sally salut salvador samantha sammy sample samson samsung samuel samurai
        sandra sandrine sandy sara sarah sasuke satan saturday saturn scarface schalke schatz school scooby scooter scorpio
        scorpion scotland scott sean sebastian sebastien second secret secrets secure security senha september sergio server
        service sesame seven sex sexy shadow shadows shane shannon shark sharon sheila shelby shirley shit shrek sierra silver
        simba simon simone simpson simpsons sister sisters six skateboard skater sky skyler skyline skywalker slipknot slut
        smile smiley smokey snake sniper snoopy snowball soccer sofia softball soldier soleil someone something sommer sonia
        sonic sonne sophia sophie southpark spain sparky spartacus spartan spencer spider spiderman sponge spongebob spring
        stacey stanley star starcraft stargate starlight stars startrek starwars steelers stella stephane stephanie stephen
        sterling steve steven stewart strawberry strike strong stuart student stupid subaru suck sucker sucks sugar summer sun
        sunday sunny sunset sunshine super supergirl superman superstar support surfer surfing susan suzanne suzuki sweden
        sweet sweetheart sweetie sweety swimming sydney sylvain sylvia system tablo tablos tamara tamere tanya taurus taylor
        teacher team teamo teams teddy temp temporary ten tennis tequiero tequila teresa terminator test tester testing tetris
        texas theo theresa thierry third thomas thor three thursday tiffany tiger tigers tigger timothy tinkerbell titanic
        toby tokyo tomas tomato tommy tony toyota tracy travis trevor trinity tristan truck trucker trustme trustno tuesday
        tulip turkey turtle tweety twitter two tyler tyson united universe university unlock uranus ursula usa user username
        vacances valentina valerie vanessa vegas vegeta venus vernon veronica veronique victor victoria vienna vincent violet
        viper virginia virginie virgo vivian vodka volkswagen volleyball wachtwoord wallace walter warcraft warren warrior
        warriors water wayne webmaster wednesday welcome wendy wesley whatever whiskey whisky white whitney whore william
        wilson windows winnie winston winter wizard wolf wolverine wolves woman women wonder wonderwoman word words wsx xavier
        xbox xsw xtablo xyz yamaha yankees yannick yasmine yellow yolanda yourname youtube yvonne zachary zaq zelda zero zeus
        zidane zxcv zzz
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
