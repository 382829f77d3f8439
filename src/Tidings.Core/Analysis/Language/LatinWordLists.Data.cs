namespace Tidings.Analysis;

/// <content>The lists. A word in several of them says the less, so none has to be left out.</content>
static partial class LatinWordLists
{
    static ReadOnlySpan<byte> English =>
        """
        a able about actually after again against ain' album all also always amazing american an and another any
        anyone anything are around as at away babe baby back bc be because been beer before being believe best better
        between big birthday black blue both boy boys break bro business but by call called can can' care change check
        cheers cheese class close coffee college come could country crazy cream cute cuz dad day dead did didn' die
        dinner do does doing don don' done dont down dude each early easy eat either else end episode even ever every
        everyone eyes face family fan fans father favorite feel few first follow food football for forget free friday
        friend friends from full fun funny future game get getting girl girls give go god going gonna good got gotta
        great green guess guys had hair hands happy hard has hate have having he he' head heart hello help her here
        hey high him himself his hit home hope hot house how i i' ice idk if ily im in into is isn' it it' its job
        join just keep kids kill killed king know lady last late law left let let' life like list listen little live
        ll long look looking looks lost love lunch m mad made make making man many market maybe me mean means men men'
        might miss mom monday money more morning most mother movie much music must my myself need never new news next
        night no not nothing now number of off ok okay old omg on once one online only open or other our out over own
        part party people perfect person photo picture place play played playing please pls plz police power ppl
        pretty probably proud put queen re read real really red remember report right room run s sad said same
        saturday say school season see send she she' should show since sis sleep slow so some somebody someone song
        soon sorry sounds start started state states stay still stop story stuff such summer sunday super support
        sweet t take talk talking tbh team tell than thank thanks that that' thats the their them then there these
        they they' thing things think this tho those though thought through thursday thx time to today tomorrow
        tonight too top tour true trump try trying tuesday turn tweet two u under until up ur us use used using ve
        very video wait wanna want war was wasn' watch watching way we we' week weekend were what what' when where
        which while white who why why' will win with without women women' won work working world worries would wow
        wrong wtf y' ya yall yeah year years yes yet you you' young your yourself
        """u8;

    static ReadOnlySpan<byte> Spanish =>
        """
        ademas además ahora al algo alguien alguna algún amigo amigos amor antes año años aquí asi así aunque ayer
        bien bonito buenas bueno buenos cada calle canción casa chica chico ciudad claro como con conmigo contigo
        corazón cosa cosas cómo creer creo cuando cuanto cuánto cuántos cuenta da dan dar de debe deben decir deja
        dejar del desde después dia dias dice dicen dijo dios día días domingo donde dos dónde durante el ella ellos
        en encanta entonces entre era eran eres es esa ese eso españa espero esta estaba estas está están este esto
        estoy extraño él ésta familia favor feliz fiesta foto fue fuera fueron ganar ganas gente gobierno gracias
        grupo guapo gusta ha habla hablar hace hacen hacer han hasta hay he hermosa hicieron hija hijo hijos hola
        hombre hora horas hoy humor igual jaja jajaja jajajaja jamas jamás jeje juego jueves la las le les linda lindo
        llega llegar llegó lo los luego lugar lunes madre madres mal manera mañana martes mas mayor más me mejor menor
        mes méxico mi mientras mira mirar miren mis mismo muchas mucho muchos mujer mundo muy nada nadie ni ninguna
        ningún niña niño niños no noche nos nosotros nueva nuevo nunca odio ojalá otra otro padre país para parte
        partido pasa paso pasó pensar pero persona personas pienso podría por porque pq primer primera puede pues q
        que queda quería qué quien quieres quiero quién salir sábado se sea sean semana ser sé si sido siempre sigo
        sigue sin sí sobre solo somos son soy sólo su sus tambien también tan tanto tarde te tener tengo tiene tienes
        toca toda todas todo todos tu tus tú un una uno unos usted ustedes única único va vamos ver verdad vez vida
        viernes vos voy wey xq y ya yo
        """u8;

    static ReadOnlySpan<byte> Portuguese =>
        """
        acabou acha achei acho agora ai ainda aí alguem alguém amanhã amiga amigo amigos amo amor ano anos ao aos
        aquela aquele aqueles aqui as assim ate até aula à às banho beijo beijos bem bjs boa bom brasil cada cara casa
        certeza chegar chegou cheguei cmg coisa coisas com como da dar das dá de depois dessa desse deu deus dia disse
        disso diz dizer do dormindo dormir dos dou e ela elas ele eles em enquanto entao então era escola essa esse
        esta estamos estava está estão este estou eu é fala falando falar falou falta faz fazendo fazer feliz fica
        filha filho foi foto galera gente gosta gosto hoje homem hora horas irmão isso isto ja já kkk kkkk kkkkk
        kkkkkk kkkkkkk kkkkkkkk linda lindo mais mal mano mas mãe me melhor melhores menina menino mentira mesmo meu
        meus mês mim minha minhas mt mto muita muito mulher mundo n na nada nao naquele nas não ne nem nenhum nenhuma
        nessa nesse né ngm ninguém no noite nos nossa nova novo num numa nunca o obg obrigada obrigado onde ontem os
        outra outro pai para partiu pela pelo pensando pessoa pessoas pode podia por porque pouco povo pq pra primeira
        primeiro pro q qualquer quando que quem quer queria quero rs s sabe sao saudade saudades são sdds se sei sem
        semana sempre sendo ser seu so sonho sono sou só sua ta tambem também tarde tava tá te tem tenho ter teu tinha
        to toda todos tô trabalho tua tudo um uma uns vai vamo vamos vc vcs vem vendo ver vez vezes vi vida viu vídeo
        voce você você' vocês voltar vontade vou
        """u8;

    static ReadOnlySpan<byte> French =>
        """
        a adore ai aime aimer alors année ans après as assez au aujourd' aussi autre autres aux avant avec avoir avons
        bah beaucoup ben besoin bien bisous bon bonjour bonne c' ca ce cela celle celui ces cest cet cette ceux chaque
        chez chose choses comme comment connais croire ça d' dans de demain depuis des deux devrait déjà déteste dit
        dois doit donc dormir du elle elles emploi en encore enfant enfants entre envie es est et eux école était été
        êtes être faire fait famille faut femme femmes fille filles fois garçon gars gens grand grande guerre hâte
        heureux homme hommes hui ici il ils j' jai jamais je jour jours jsuis l' la là le les leur leurs livre lui ma
        mais mal maman manger matin mdr me mec mecs meme merci mes mettre meuf même midi mis moi moins mois mon monde
        musique n' ne non nous nouveau nouvelle nuit on ont ou ouais oui où papa par parce parler pas pays pendant
        penser personne petit petite peu peur peut peux photo plus pour pourquoi pourtant prend pris ptdr qu' quand
        que quel quelle quelqu' qui quoi regarder rien rt sa sais sans savoir se semaine ses si soir son sont suis sur
        t' ta te tes toi ton toujours tous tout toute toutes travail très trop truc tu un une va vais venir vers veut
        veux vidéo vie viens vient ville voilà voir vote voudrais vous vrai vraiment y' ya
        """u8;

    static ReadOnlySpan<byte> German =>
        """
        aber alle alles als alt am an arbeit auch auf aus bald bei bin bis bist bitte da danke das dass daß dein deine
        deinen dem den der des deutsch dich die diese dieser dieses dir doch dort drei du durch ein eine einem einen
        einer eines einfach endlich er erste ersten es essen etwas euch finde frau freund freunde fur für ganz geben
        gegen geht geld gesehen gestern gibt gleich gut guten hab habe haben hat haus heute hier ich ihr ihre ihren im
        immer in ist ja jahr jahre jede jeder jedes jetzt kann kein keine kind kinder komm kommen kommt können land
        lassen lässt leben leider letzte letzten leute liebe lieber machen macht mal man mann mehr mein meine meinem
        meinen meiner menschen mich minuten mir mit monat morgen muss nach nehmen nein neu neue neuen neuer nicht
        nichts nie noch nur oder ohne s sagt schlafen schon schön schöne schönen schreibt schule sehen sehr sein seine
        seinen seiner sich sie sieht sind so später stadt tag toll tolle uhr um und uns unser unsere unter über viel
        viele vielen vom von vor war war' was wäre weil weiß welt weniger wenn wer werden wie wieder will wir wird
        wirklich wo woche wochen wurde zu zum zur zwei
        """u8;

    static ReadOnlySpan<byte> Italian =>
        """
        a abbiamo adesso ai al alla alle allora almeno altra altre altri altro amica amici amico amo amore anche
        ancora andare andiamo anni anno arriva auguri avere bambini bella bello bene buon buona c' capito casa cè che
        chi ci ciao città come con cosa cosi così credo cui cuore da dai dal dalla davvero degli dei del dell' della
        delle dello detto di dice dire domani donna donne dopo dove durante e ed era essere è fa fare fatto forse fra
        già giorno gli governo grande grandi grazie ha hai hanno ho i ieri il in infatti invece io la lavoro le lei lo
        loro lui ma magari mai male mattina meno mentre mese mi mia mie miei mio molto mondo ne nei nel nella nelle
        nessuno niente noi non nostro notte nuova nuovo o oggi ogni ora ore paese parlare parte penso per perche
        perché però persona persone piu più po' poi prima primo proprio può pure qualcosa qualcuno quando quella
        quello questa questi questo quindi ragazza ragazzi ragazzo sapere scuola se secondo sei sempre sera si sia
        siamo solo sono speriamo sta stanotte stasera stata stato sto su sua sul sulla suo ti tra tu tua tuo tutte
        tutti tutto un una uno uomini uomo vado vedere venire vi visto vita voglio voi vorrei vuole
        """u8;

    static ReadOnlySpan<byte> Turkish =>
        """
        abi adam adamın akşam allah ama anne arkadaş artik artık ask aşk aynı az baba bakan bana başka be ben bence
        beni benim bile bir biraz biri biz bizim boyle böyle bu bugun bugün bunlar bunu bütün büyük canım cok cunku
        çocuk çok çünkü da daha de degil değil devlet diye doğum eder ederim en erkek et ev evet falan fazla gece
        geceler gecesi geldi gelecek gelir geliyor gelsin gibi gider gidiyor gitti gun guzel gün günü güzel haber hadi
        hala hangi hava hayat hayır hâlâ hep hepsi her herkes hic hiç hiçbir icin için iki ile ilk insan ise istanbul
        iş işte iyi iyiki kadar kadın kalbim kalp kardeş kendi keşke ki kim kötü küçük kız mi millet mu mutlu mı nasil
        nasıl ne neden nerede niye o okul olacak olan olarak oldu oldum olmak olmaz olmuş olsun olur ona onlar onu
        onun oyle oyun önce öyle para sabah sadece sana sanki sen seni senin sey simdi siz slm son sonra sonunda su
        şey şimdi şu takip tamam tek turk tüm türk türkiye var varsa vatan ve ya yağmur yani yapmak yapıyor yarın yeni
        yok yoksa zaman zaten
        """u8;

    static ReadOnlySpan<byte> Indonesian =>
        """
        abang ada adalah adek adik aing aja akan aku aman anak apa asik atau awak ayah ayo bang banget banyak bapak
        baru barusan begini begitu beli belom belum bersama besok bgt biar bikin bilang bisa boleh bro bu buat buka
        bukan bulan cantik cerita cewek cinta cowok cuma cuman dah dalam dan dari deh dekat dengan dengar denger dgn
        di dia dimana doang dong dua duh dunia elo emang enggak ga gais gak gampang ganteng gimana gini gitu gk gua
        gue guys gw hang harga hari harus hati hidup hujan ibu ini insya itu iya jadi jalan jam jangan jawab jd je jgn
        jual juga kak kakak kalau kalian kalo kami kamu kan kangen kapan karena kasian kasih kat kau ke kedua kemarin
        kena kenapa keren kerja ketika kita klo kok korang krn la lagi lah lama lebih lg liat lihat lo lu lucu maaf
        macam mah main mak makan makasih malam mana maneh marah mari mas masih mau mcm melulu mereka min minggu mobil
        motor muka mulai mulu murah nak nanti negara ngga nggak ngomong nih nk ntar nya oleh orang pada padahal pagi
        pak pake paling panas para pas pengen pergi pernah pertama pesan presiden pulang pun punya rakyat rindu rumah
        saat sabar saja sakit sama sampai sampe sangat satu saya sayang sdh sebelum sedih sekarang sekolah selamat
        semangat sempat sempet semua senang sendiri seneng seperti seru sesama setelah sholat siang siapa sih sis skrg
        sudah suka susah tahu tahun tak takde takut tanpa tanya tapi tau teh teman temen tengok terakhir terima terus
        tetap tetep tidak tidur tiga tinggal tolong tp trus tu udah udh untuk urang utk wah waktu wkwk wkwkwk wkwkwkwk
        x ya yaa yang yg
        """u8;

    static ReadOnlySpan<byte> Dutch =>
        """
        aan account al alles als altijd avond bedankt beetje ben bent beste bij binnen buiten daar dag dan dank dat de
        denk deze die dinsdag dit doe doen doet door echt een eens eerste en er even ga gaan gaat geen geld gevoel
        gewoon gisteren goed grote haar had he heb hebben hebt heeft heel helemaal hem het hè hier hij hoop hou huis
        iets ik in is jaar jarig je jij jouw jullie kan kijk kijken kinderen kleine komen komt kunnen laatste land
        lekker leuk leven lopen maandag maar man meer mensen met middag mijn minuten moet moeten mooi morgen naar
        nacht niet niets nieuwe nodig nog nooit nu ochtend of om omdat onder ons onze ook op over regen school staan
        staat stad straks succes te tegen terwijl toch toen tot tussen twee uit uur van vandaag veel vind voor vooral
        vriend vriendin vrij vrijdag vrouw waar want was wat we week weekend weer weet wel werd wereld werk werken
        weten wie wij wil willen woensdag word worden wordt zal zaterdag ze zien zij zijn zit zitten zo zoals zondag
        zonder zou
        """u8;

    static ReadOnlySpan<byte> Tagalog =>
        """
        agad ah akin ako akong alam anak andito andyan ang ano araw at ata ay ayaw ba bago bahala bahay bakit bansa
        basta bawat bilang buhay bukas busog crush dahil dalawa dami dapat daw di din dito diyan doon eh ewan gabi
        galit ganda ganito ganun ganyan ginagawa gising gusto habang hay hayaan higit hindi iba ibang ikaw imbes inis
        init isa isang isip ito iyan iyo iyon jusko ka kagabi kahit kailan kain kami kaming kang kanina kanya kapag
        kase kasi kay kaya kayo kaysa kilig kita klase ko kong konti kundi kung lagi lahat lakad lalo lamig lang lng
        lungkot madalas mag maganda mahal mamaya marami maraming mas masaya mata matapos matulog may mayroon meron mga
        minsan mo mong mukha muna na nag naging nako naku naman namin nandito nandyan nang natin ng nga ngayon ni nila
        ninyo niya nman nya nyo o oo opo pa paano pag pala palagi pangulo para parang pareho pasok pera pero pinaka
        pinoy po puro puso pwede raw rin sa saan sabi sabihin salamat sana saya si siguro sila sino siya sobra sya
        talaga tao tapos tatlo tayo tayong tignan tingnan tlga trabaho tulog ulan un ung utak uwi wala walang yan yata
        yun yung
        """u8;

    static ReadOnlySpan<byte> Polish =>
        """
        a albo ale bardzo bedzie bez będzie byc być był była było chyba ci cie ciebie cię co czy dla dlaczego do dobry
        dobrze dzien dzień dzis dzisiaj dziś gdzie go i ich im ja jak jego jej jest jestem jesteś jeszcze jutro juz
        już kiedy kocham kto która które który lat lub ludzie ma mam masz mi mieć mnie moja moje moze może można mój
        my na nad nawet nic nie nigdy no o od on ona oni po pod przez przy rok sa są sie się sobie ta tak te tego tej
        ten teraz tez też to trzeba twój ty tylko tym u w wczoraj wiec wiem więc wszystko wy z za zawsze ze że życie
        """u8;

    static ReadOnlySpan<byte> Catalan =>
        """
        ahir això al als amb amor anar any anys aquest aquesta aquests ara avui bé bon bona cap catalans català com
        cosa de del dels demà des dia dies el ell els em en ens es està estic et és fa fer fins gent gràcies ha han he
        hem hi ho i ja jo la les li mai meu meva més millor molt món nit no només nostre on per però perquè pot quan
        que què qui res sempre sense ser seu seva si sobre sóc són també té tinc tot tots tu un una va vaig vull
        """u8;

    static ReadOnlySpan<byte> Swedish =>
        """
        alla allt att av är även år bara blir bra dag där de den det dig din du efter eller en ett få får finns för
        från går gör göra ha hade han har här hon hur i idag igår imorgon inte jag ju kan kommer man med men mer mig
        min mina mitt mot mycket när någon något ni nu nya och också om på så sen sig sin ska som tack till under utan
        vad var vara vi vid vill
        """u8;

    static ReadOnlySpan<byte> Vietnamese =>
        """
        ai anh bạn biết các cái chị cho chúng con có cũng của em gì khi không là làm lại lên mà mình một nam nào này
        nếu ngày người nhiều như nhưng những nói ở quá ra rất rồi sao sẽ ta thì thích thôi tôi trời và vào việt vì với
        yêu đang đã đêm đi đó được
        """u8;

    static ReadOnlySpan<byte> Hindi =>
        """
        aap aapka aapke aapko abhi accha acha agar apna apne apni aur baat bahut bhai bhi bohot bol bolna bolo dekh
        dekha dekho dena desh dil din diya gaya gaye gayi hai hain hamare hamari hame hi ho hoga hoge hogi hota hoti
        hum humare hume inka inke is isi iska isliye itna jab ji jitna ka kabhi kaise kar karega karenge karna karni
        karo karta karte kaun ke ki kitna kitne kiya ko koi kuch kuchh kya kyon kyu kyun kyunki lekar lekin lena liya
        liye log logo magar mai main me mein mera mere meri mujhe mujhko na nahi nahin nhi par pe phir pyaar pyar raat
        raha rahe rahi rha rhe rhi saath sab sabhi sath se sirf suno tab tera tere teri tha the thi to toh tujhe tum
        tumhara tumhe unhe unka unke unki us usi uska utna vaise wala wale wali wo woh yaar ye yeh zindagi
        """u8;

    static ReadOnlySpan<byte> Finnish =>
        """
        aina ei en että hän huomenna hyvä hyvää ihan ja jo joka jos kaikki kanssa kiitos kuin kuka kun mä me mikä
        miksi minä missä mitä mun mutta myös ne niin nyt ole olen olet oli olla ollut on pitää sä se sen siis sinä
        sitten sun tai tää tämä te toi tuo vaan vain vielä voi
        """u8;
}
